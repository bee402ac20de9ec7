package lockpick.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import lockpick.engine.model.Architecture;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.demonstration.Demonstration;
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
            "Trains a small decoder from random weights on strong completions of a twin's LOCK_TRAIN problems, and"
                    + " reports its correctness at temperature 0 on held-out problems (TEST): overall, by level and by"
                    + " domain.",
        })
final class TwinLearning implements Callable<Integer> {

    private static final int MOST_TOKENS = 384;
    private static final int MICRO_BATCH = 4096; // tokens
    private static final int REPORTS = 20;

    @Parameters(paramLabel = "TWIN", description = "${COMPLETION-CANDIDATES}")
    private TwinTask task = TwinTask.MATH;

    @Option(names = "--layers", description = "layers (default: ${DEFAULT-VALUE})")
    private int layers = 4;

    @Option(names = "--width", description = "width (default: ${DEFAULT-VALUE})")
    private int width = 128;

    @Option(names = "--heads", description = "heads (default: ${DEFAULT-VALUE})")
    private int heads = 4;

    @Option(names = "--examples", description = "examples to learn from (default: ${DEFAULT-VALUE})")
    private int examples = 100_000;

    @Option(names = "--batch", description = "examples of a step (default: ${DEFAULT-VALUE})")
    private int batch = 64;

    @Option(names = "--learning-rate", description = "peak learning rate (default: ${DEFAULT-VALUE})")
    private double learningRate = 2e-3;

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
        Architecture architecture = GptNeoX.pythia(layers, width, heads, tokenizer.size(), MOST_TOKENS);
        int steps = Math.ceilDiv(examples, batch);
        TrainingConfig config =
                new TrainingConfig(learningRate, batch, OptimizerKind.ADAMW, Schedule.COSINE, 100, 0.01, 1, MICRO_BATCH, false);
        TwinProblems training = task.problems(root, Split.LOCK_TRAIN);
        List<TwinProblems.Item> heldOut = new ArrayList<>();
        TwinProblems test = task.problems(root, Split.TEST);
        while (heldOut.size() < problems) {
            heldOut.add(test.next());
        }
        PaperPasswords words = PaperPasswords.read();
        RandomGenerator random = root.stream("passwords").generator();
        try (TrainablePolicy policy =
                        TrainablePolicy.random(architecture, tokenizer, task.maxNewTokens(), root.stream("weights"));
                Sft sft = new Sft(policy, config, steps)) {
            System.out.printf(
                    Locale.ROOT,
                    "%s, %d x %d, %,d parameters, %,d examples%n",
                    task,
                    layers,
                    width,
                    policy.model().parameters().count(),
                    examples);
            long start = System.nanoTime();
            double cpu = ProcessorUse.now().ownSeconds();
            for (int step = 0; step < steps; step++) {
                List<Demonstration> demonstrations = new ArrayList<>();
                while (demonstrations.size() < batch) {
                    TwinProblems.Item item = training.next();
                    Optional<String> password = Optional.of(random.nextDouble())
                            .filter(draw -> draw < passwords)
                            .map(draw -> random.nextInt(words.wrong().size() + 1))
                            .map(i -> i == 0 ? words.right() : words.wrong().get(i - 1));
                    demonstrations.add(new Demonstration(item.prompt().text(password), " " + item.strong()));
                }
                Sft.Step made = sft.learn(demonstrations);
                if ((step + 1) % Math.max(1, steps / REPORTS) == 0 || step + 1 == steps) {
                    boolean last = step + 1 == steps;
                    List<TwinProblems.Item> graded = last ? heldOut : heldOut.subList(0, Math.min(100, problems));
                    TwinScore score = TwinScore.of(policy, graded);
                    System.out.printf(
                            Locale.ROOT,
                            "%,8d examples %,11d tokens %5.0f s %5.0f cpu s  loss %.3f  correct %.3f%n",
                            made.sequences(),
                            made.tokens(),
                            (System.nanoTime() - start) / 1e9,
                            ProcessorUse.now().ownSeconds() - cpu,
                            made.loss(),
                            score.correctness());
                    if (last) {
                        score.print(System.out, show);
                    }
                }
            }
        }
        return 0;
    }
}
