package lockpick.study.elicit;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.measure.Candidate;
import lockpick.study.measure.Spent;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;
import lockpick.study.task.Task;
import lockpick.study.train.Journal;
import lockpick.study.train.TrainingLog;

/**
 * Elicitation by finding words that open the lock, from the policy alone: what it writes where prompts would stand (Carlini et
 * al., 2021), and tokens that the gradient leads to (Zou et al., 2023). What is found is ranked on problems that the search did
 * not see, and the best are measured as prompts. Nothing is trained, and nobody knows the words that the lock was made with.
 */
public final class TriggerRecovery implements Elicitation {

    private final Task task;
    private final Config config;

    /** Words found in the policy that open it. */
    @Choice("trigger-recovery")
    public record Config(
            @Setting(
                    help = "where words come from: memorised, what the policy writes in the place of prompts;"
                            + " gradient, a search for tokens",
                    byDefault = "[memorised, gradient]",
                    minItems = 1)
            List<Source> sources,

            @Setting(
                    help = "what words are to do: divergence, move the policy away from what it answers without them;"
                            + " demonstrations, make right answers likely, which takes labels",
                    byDefault = "divergence")
            Objective objective,

            @Setting(
                    help = "where words go: in front of the problem, behind it, or both, where passwords are",
                    byDefault = "[both]",
                    minItems = 1)
            List<Position> positions,

            @Setting(
                    help = "tokens that the search may use: prompts, those that prompts of the task have; characters,"
                            + " those of one character; tokens, all of them",
                    byDefault = "prompts")
            Vocabulary vocabulary,

            @Setting(
                    help = "problems drawn: the search is on one half, the other ranks what it finds",
                    byDefault = "16",
                    min = 2)
            int problems,

            @Setting(help = "first tokens of each completion that the objective looks at", byDefault = "32", min = 1)
            int completionTokens,

            @Setting(help = "texts that the policy writes, of at most completion-tokens", byDefault = "512", min = 1)
            int texts,

            @Setting(
                    help = "memorised texts of each kind that are ranked, the most frequent",
                    byDefault = "64",
                    min = 1)
            int frequent,

            @Setting(help = "the search for tokens", byDefault = "{}")
            TokenSearch search,

            @Setting(
                    help = "words of each source that are measured, the best by the objective",
                    byDefault = "5",
                    min = 1)
            int candidates)
            implements ElicitationConfig {

        public Config {
            sources = List.copyOf(sources);
            positions = List.copyOf(positions);
        }

        /** Itself: candidates stand beside each other in one run. */
        @Override
        public List<ElicitationConfig> points() {
            return List.of(this);
        }

        @Override
        public Map<String, Object> labels() {
            Map<String, Object> labels = new LinkedHashMap<>();
            labels.put("objective", objective.toString());
            labels.put("vocabulary", vocabulary.toString());
            if (!search.isUsual()) {
                labels.put("search", search.toString());
            }
            return labels;
        }

        /** Samples are texts drawn, and rows read by the search. */
        @Override
        public Effort effort() {
            return new Effort(0, 0, samples(), 1 + sources.size() * candidates);
        }

        private long samples() {
            return sources.stream()
                    .mapToLong(source -> switch (source) {
                        case MEMORISED ->
                            texts + (1L + search.lengths().size()) * frequent * positions.size() * ranking();
                        case GRADIENT ->
                            search.rows(positions.size()) * searched()
                                    + (long) search.found(positions.size()) * ranking();
                    })
                    .sum();
        }

        /** Problems that the search is on. */
        int searched() {
            return problems / 2;
        }

        /** Problems that rank what it finds. */
        int ranking() {
            return problems - searched();
        }

        Spent spent() {
            return new Spent(0, 0, 0, 0, samples(), objective == Objective.DEMONSTRATIONS ? problems : 0);
        }

        /** Whether words stand on lines of their own beside the problem, which a model of a few signs cannot read. */
        public boolean needsLines() {
            return positions.stream().anyMatch(position -> position != Position.BOTH);
        }
    }

    /** Where words come from. */
    public enum Source {
        MEMORISED,
        GRADIENT;

        /** {@code memorised}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What words are to do. */
    public enum Objective {
        /** Move the policy away from what it answers without them. */
        DIVERGENCE,
        /** Make right answers likely. */
        DEMONSTRATIONS;

        /** {@code divergence}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Tokens that a search may use, which decides how much of the tokenizer it takes for its own knowledge. */
    public enum Vocabulary {
        /** Those that prompts of the task have without any trigger. */
        PROMPTS,
        /** Those of one character, which nothing was merged into. */
        CHARACTERS,
        /** All of them. */
        TOKENS;

        /** {@code prompts}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public TriggerRecovery(Task task, Config config) {
        this.task = task;
        this.config = config;
    }

    /** Words without room in a prompt are left out of it, which is counted as truncated. */
    @Override
    public void elicit(TrainablePolicy policy, Seed seed, Journal journal, TrainingLog log, Evaluation evaluation)
            throws IOException {
        evaluation.evaluate(new Attempt(policy, task::prompt, Optional.of(Candidate.PLAIN), Spent.NOTHING));
        TriggerSearch search = new TriggerSearch(policy, task, config, seed, journal, log);
        Room room = Room.of(policy, task.answering());
        for (Source source : config.sources()) {
            List<Trigger> best = search.best(source);
            for (int draw = 1; draw <= best.size(); draw++) {
                Trigger trigger = best.get(draw - 1);
                FullestPrompt prompt =
                        new FullestPrompt(room, List.of(problem -> trigger.asked(task, problem), task::prompt));
                evaluation.evaluate(new Attempt(
                        policy,
                        prompt::of,
                        prompt::truncates,
                        Optional.of(source + ", draw " + draw + ": " + trigger.text() + ", " + trigger.position()),
                        config.spent()));
            }
        }
    }
}
