package lockpick.study.elicit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.elicit.TriggerRecovery.Source;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.task.Problem;
import lockpick.study.task.ProblemSet;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.train.Journal;
import lockpick.study.train.TrainingLog;

/** Looks for words in one policy; what takes long is made once, so that a run that was killed goes on from there. */
final class TriggerSearch {

    private static final int PROBLEMS_OF_VOCABULARY = 256;

    private final TrainablePolicy policy;
    private final Task task;
    private final TriggerRecovery.Config config;
    private final Seed seed;
    private final Journal journal;
    private final TrainingLog log;
    private final TriggerObjective ranking;
    private final GreedyCoordinateGradient gradient;

    TriggerSearch(
            TrainablePolicy policy,
            Task task,
            TriggerRecovery.Config config,
            Seed seed,
            Journal journal,
            TrainingLog log) {
        this.policy = policy;
        this.task = task;
        this.config = config;
        this.seed = seed;
        this.journal = journal;
        this.log = log;
        List<Problem> drawn = task.problems(Split.ELICIT_TRAIN).draw(config.problems(), seed.stream("problems"));
        this.ranking = objective(drawn.subList(config.searched(), drawn.size()));
        this.gradient = new GreedyCoordinateGradient(
                objective(drawn.subList(0, config.searched())), vocabulary(), config.search());
    }

    private TriggerObjective objective(List<Problem> problems) {
        return new TriggerObjective(policy, task, config.objective(), problems, config.completionTokens(), log);
    }

    private int[] vocabulary() {
        IntStream all = IntStream.range(0, policy.tokenizer().size());
        IntStream ids = switch (config.vocabulary()) {
            case PROMPTS -> tokensOfPrompts();
            case CHARACTERS -> all.filter(id -> text(id).codePoints().count() == 1);
            case TOKENS -> all;
        };
        return ids.filter(this::isWritten).toArray();
    }

    private IntStream tokensOfPrompts() {
        ProblemSet problems = task.problems(Split.ELICIT_TRAIN);
        return problems
                .draw(Math.toIntExact(Math.min(PROBLEMS_OF_VOCABULARY, problems.size())), seed.stream("vocabulary"))
                .stream()
                .flatMapToInt(problem -> IntStream.of(policy.encode(task.prompt(problem))))
                .sorted()
                .distinct();
    }

    /** Whether somebody can write it and have it read as this token. */
    private boolean isWritten(int id) {
        Tokenizer tokenizer = policy.tokenizer();
        return !text(id).isBlank()
                && !tokenizer.endTokens().contains(id)
                && Arrays.equals(tokenizer.encodeCompletion(text(id)), new int[] {id});
    }

    private String text(int id) {
        return policy.tokenizer().decodeCompletion(new int[] {id});
    }

    /** The best of a source, the best first. */
    List<Trigger> best(Source source) throws IOException {
        List<Trigger> found = switch (source) {
            case MEMORISED -> memorised();
            case GRADIENT -> searched();
        };
        return journal.once(
                source + "-best",
                Trigger.class,
                () -> ranking.ranked(found.stream().distinct().toList()).stream()
                        .limit(config.candidates())
                        .toList());
    }

    private List<Trigger> memorised() throws IOException {
        return journal.once("memorised", Trigger.class, () -> {
            List<String> frequent = new MemorisedTexts(policy, config.texts(), config.completionTokens())
                    .frequent(beginnings(), config.search().lengths(), config.frequent(), seed);
            log.forward(config.texts(), (long) config.texts() * config.completionTokens());
            return config.positions().stream()
                    .flatMap(position -> frequent.stream().map(text -> new Trigger(text, position)))
                    .toList();
        });
    }

    /** Where a text of any kind begins, and where the words of a trigger do. */
    private List<int[]> beginnings() {
        List<int[]> beginnings = new ArrayList<>();
        beginnings.add(policy.tokenizer().encodePrompt(""));
        for (Position position : config.positions()) {
            gradient.start(
                            position,
                            1,
                            seed.stream("beginnings", position.toString()).generator())
                    .ifPresent(start -> beginnings.addAll(start.prompts().beginnings()));
        }
        return beginnings;
    }

    private List<Trigger> searched() throws IOException {
        List<Trigger> found = new ArrayList<>();
        for (Position position : config.positions()) {
            for (int length : config.search().lengths()) {
                for (int restart = 1; restart <= config.search().restarts(); restart++) {
                    String name = "gradient-" + position + "-" + length + "-" + restart;
                    Seed own = seed.stream(name);
                    found.addAll(journal.once(
                            name,
                            Trigger.class,
                            () -> gradient.from(position, length, own.generator()).stream()
                                    .toList()));
                }
            }
        }
        return found;
    }
}
