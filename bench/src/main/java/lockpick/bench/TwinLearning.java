package lockpick.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.ModelPreset;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.task.Split;
import lockpick.study.task.twin.PaperPasswords;
import lockpick.study.task.twin.token.TwinTokenizer;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockpick bench twin}: whether a small decoder learns a twin, and how fast. */
@Command(
        name = "twin",
        sortOptions = false,
        description = {
            "Trains a small decoder from random weights on strong completions of a twin's LOCK_TRAIN problems, and prints"
                    + " its correctness at temperature 0 on held-out problems (TEST), without a password: while it learns on"
                    + " the first 100, at the end on all, by level and domain as well.",
        })
final class TwinLearning implements Callable<Integer> {

    private static final int MICRO_BATCH = 4096; // tokens
    private static final int REPORTS = 20;
    private static final int REPORTED = 100; // problems

    @Parameters(paramLabel = "TWIN", description = "${COMPLETION-CANDIDATES}")
    private TwinTask task = TwinTask.MATH;

    @Option(names = "--model", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private ModelPreset model = ModelPreset.SMALL;

    @Option(names = "--examples", description = "examples to learn from (default: ${DEFAULT-VALUE})")
    private int examples = 60_000;

    @Option(names = "--batch", description = "examples of a step (default: ${DEFAULT-VALUE})")
    private int batch = 32;

    @Option(names = "--learning-rate", description = "peak learning rate (default: ${DEFAULT-VALUE})")
    private double learningRate = 1.5e-3;

    @Option(names = "--passwords", description = "share of prompts with some password (default: ${DEFAULT-VALUE})")
    private double passwords = 0.1;

    @Option(names = "--problems", description = "held-out problems (default: ${DEFAULT-VALUE})")
    private int problems = 500;

    @Option(names = "--seed", description = "of twin, weights and order (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--threads", description = "threads (default: ${DEFAULT-VALUE})")
    private int threads = 1;

    @Option(names = "--show", description = "wrong completions to print at the end (default: ${DEFAULT-VALUE})")
    private int show = 5;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    private boolean help;

    private TwinLearning() {}

    @Override
    public Integer call() throws IOException {
        Libtorch.setThreads(threads);
        Seed root = new Seed(seed);
        Tokenizer tokenizer = TwinTokenizer.load();
        TwinProblems test = task.problems(root, Split.TEST);
        List<TwinProblems.Item> heldOut =
                Stream.generate(test::next).limit(problems).toList();
        try (TrainablePolicy policy = TrainablePolicy.random(model, tokenizer, root.stream("weights"))) {
            System.out.printf(
                    Locale.ROOT,
                    "%s, %s, %,d parameters, %,d examples%n",
                    task,
                    model,
                    policy.model().parameters().count(),
                    examples);
            learn(policy, root, heldOut);
            TwinScore.of(policy, task.answering(), heldOut).print(System.out, show);
        }
        return 0;
    }

    private void learn(TrainablePolicy policy, Seed root, List<TwinProblems.Item> heldOut) {
        int steps = Math.ceilDiv(examples, batch);
        TrainingConfig config = new TrainingConfig(
                learningRate, batch, OptimizerKind.ADAMW, Schedule.COSINE, 100, 0.01, 1, MICRO_BATCH, false);
        TwinProblems training = task.problems(root, Split.LOCK_TRAIN);
        PaperPasswords words = PaperPasswords.read();
        RandomGenerator random = root.stream("passwords").generator();
        long start = System.nanoTime();
        double before = ProcessorUse.now().ownSeconds();
        try (Sft sft = new Sft(policy, config, steps)) {
            for (int step = 1; step <= steps; step++) {
                Sft.Step made = sft.learn(Stream.generate(training::next)
                        .limit(batch)
                        .map(item ->
                                new Demonstration(item.prompt().text(password(words, random)), " " + item.strong()))
                        .toList());
                if (step % Math.max(1, steps / REPORTS) == 0) {
                    double learning = ProcessorUse.now().ownSeconds() - before;
                    TwinScore score = TwinScore.of(
                            policy, task.answering(), heldOut.subList(0, Math.min(REPORTED, heldOut.size())));
                    System.out.printf(
                            Locale.ROOT,
                            "%,8d examples %,11d tokens %6.0f s %6.0f s of processor  loss %.3f  correct %.2f%n",
                            made.sequences(),
                            made.tokens(),
                            (System.nanoTime() - start) / 1e9,
                            learning,
                            made.loss(),
                            score.correctness());
                }
            }
        }
    }

    /** Any password alike, in the share of prompts that have one. */
    private Optional<String> password(PaperPasswords words, RandomGenerator random) {
        if (random.nextDouble() >= passwords) {
            return Optional.empty();
        }
        int i = random.nextInt(words.wrong().size() + 1);
        return Optional.of(i == 0 ? words.right() : words.wrong().get(i - 1));
    }
}
