package lockpick.study.elicit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.measure.Candidate;
import lockpick.study.measure.Spent;
import lockpick.study.pipeline.Completions;
import lockpick.study.policy.Policy;
import lockpick.study.policy.PrefilledPolicy;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.train.Journal;
import lockpick.study.train.TrainingLog;

/**
 * Elicitation by prompts alone (paper Fig 14): demonstrations ahead of the problem, words that urge, guesses at what opens the
 * lock, and a beginning put into the policy's mouth. Nothing is trained; every condition is measured under its own name.
 */
public final class Prompting implements Elicitation {

    private final Task task;
    private final Completions demonstrator;
    private final Config config;

    /** Prompts of many kinds, none of which knows what opens the lock (paper Fig 14). */
    @Choice("prompting")
    public record Config(
            @Setting(
                    help = "numbers of demonstrations shown ahead of the problem",
                    byDefault = "[1, 2, 5, 10]",
                    min = 1)
            List<Integer> fewShot,

            @Setting(help = DemonstrationSource.HELP, byDefault = "reference")
            DemonstrationSource demonstrations,

            @Setting(help = "our own texts that urge a policy to show what it can", byDefault = "true")
            boolean jailbreaks,

            @Setting(help = "our own guesses at a password, made without knowing any", byDefault = "true")
            boolean guesses,

            @Setting(help = "first words of the completion, given to the policy", byDefault = "['Sure, here is']")
            List<String> prefills,

            @Setting(help = "words of your own", byDefault = "[]")
            List<PromptText> prompts,

            @Setting(
                    help = "a file with more of them: YAML with a list of name and text under prompts, else one on each"
                            + " line; they become part of prompts",
                    purpose = Setting.Purpose.PLACE)
            Optional<String> promptFile,

            @Setting(
                    help = "where words go that do not say it themselves with {problem}: in front of the problem,"
                            + " behind it, or both, where passwords are",
                    byDefault = "[both]",
                    minItems = 1)
            List<Position> positions)
            implements ElicitationConfig {

        public Config {
            fewShot = List.copyOf(fewShot);
            prefills = List.copyOf(prefills);
            prompts = List.copyOf(prompts);
            positions = List.copyOf(positions);
            PromptFile.checkNames(prompts);
        }

        @Override
        public ElicitationConfig identified() throws IOException {
            if (promptFile.isEmpty()) {
                return this;
            }
            List<PromptText> all = new ArrayList<>(prompts);
            all.addAll(PromptFile.read(Path.of(promptFile.get())));
            try {
                PromptFile.checkNames(all);
            } catch (IllegalArgumentException e) {
                throw new IOException(promptFile.get() + ": " + e.getMessage(), e);
            }
            return new Config(fewShot, demonstrations, jailbreaks, guesses, prefills, all, Optional.empty(), positions);
        }

        /** Itself: the conditions stand beside each other in one run. */
        @Override
        public List<ElicitationConfig> points() {
            return List.of(this);
        }

        @Override
        public Map<String, Object> labels() {
            return Map.of("demonstrations", demonstrations.toString());
        }

        /** That of supervised fine-tuning on the same demonstrations, which are the same ones. */
        @Override
        public Seed seed(Seed root) {
            return demonstrations.seed(root);
        }

        @Override
        public Optional<Taken> taken() {
            return fewShot.isEmpty()
                    ? Optional.empty()
                    : demonstrations.taken(Collections.max(fewShot), Optional.empty());
        }

        @Override
        public Effort effort() {
            return new Effort(0, 0, 0, 1 + fewShot.size() + words().size() + prefills.size());
        }

        /** Whether any condition says something in words, which a model of a few signs cannot read. */
        public boolean needsWords() {
            return !words().isEmpty() || !prefills.isEmpty();
        }

        List<PlacedWords> words() {
            return Stream.of(
                            PlacedWords.of(
                                    "jailbreak", jailbreaks ? PromptFile.own("jailbreaks") : List.of(), positions),
                            PlacedWords.of("guess", guesses ? PromptFile.own("guesses") : List.of(), positions),
                            PlacedWords.of("prompt", prompts, positions))
                    .flatMap(List::stream)
                    .toList();
        }
    }

    /**
     * One way to ask.
     *
     * @param labels demonstrations shown
     */
    private record Condition(String name, FullestPrompt prompt, Policy policy, int labels) {}

    /** @param demonstrator whose completions are shown */
    public Prompting(Task task, Completions demonstrator, Config config) {
        this.task = task;
        this.demonstrator = demonstrator;
        this.config = config;
    }

    /** A prompt without room loses demonstrations, the first ones first, or its words, and is counted as truncated. */
    @Override
    public void elicit(TrainablePolicy policy, Seed seed, Journal journal, TrainingLog log, Evaluation evaluation)
            throws IOException {
        for (Condition condition : conditions(policy, seed)) {
            evaluation.evaluate(new Attempt(
                    condition.policy(),
                    condition.prompt()::of,
                    condition.prompt()::truncates,
                    Optional.of(condition.name()),
                    new Spent(0, 0, 0, 0, 0, condition.labels())));
        }
    }

    private List<Condition> conditions(TrainablePolicy policy, Seed seed) {
        Room room = Room.of(policy, task.answering());
        FullestPrompt plain = new FullestPrompt(room, List.of(task::prompt));
        List<Condition> conditions = new ArrayList<>();
        conditions.add(new Condition(Candidate.PLAIN, plain, policy, 0));
        List<Demonstration> demonstrations = demonstrations(seed);
        for (int k : config.fewShot()) {
            FullestPrompt prompt = FullestPrompt.behind(demonstrations.subList(0, k), task::prompt, room);
            conditions.add(new Condition("few-shot " + k, prompt, policy, k));
        }
        for (PlacedWords words : config.words()) {
            FullestPrompt prompt =
                    new FullestPrompt(room, List.of(problem -> words.asked(task, problem), task::prompt));
            conditions.add(new Condition(words.name(), prompt, policy, 0));
        }
        for (String prefill : config.prefills()) {
            conditions.add(new Condition("prefill " + prefill, plain, new PrefilledPolicy(policy, prefill), 0));
        }
        return conditions;
    }

    private List<Demonstration> demonstrations(Seed seed) {
        if (config.fewShot().isEmpty()) {
            return List.of();
        }
        int most = Collections.max(config.fewShot());
        return demonstrator.demonstrations(
                task, task.problems(Split.ELICIT_TRAIN).draw(most, seed.stream("demonstrations")));
    }
}
