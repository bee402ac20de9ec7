package lockpick.study.elicit;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.measure.Spent;
import lockpick.study.pipeline.Completions;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;
import lockpick.study.task.Domains;
import lockpick.study.task.ProblemSet;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.train.Batches;
import lockpick.study.train.Journal;
import lockpick.study.train.MaskGuard;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingLog;

/**
 * Elicitation by SFT on k demonstrations without a password (paper §5). The learning rate is constant after its warm-up,
 * so one run passes through every candidate number of epochs, and the policy is measured as it goes by.
 */
public final class SupervisedFineTuning implements Elicitation {

    private final Task task;
    private final Completions demonstrator;
    private final Config config;
    private final int k;
    private final int batch;

    /** Supervised fine-tuning on k demonstrations (paper §5; Fig 3, 6, 7, 12 and 13; epochs by G.3). */
    @Choice("sft")
    public record Config(
            @Setting(help = DemonstrationSource.HELP) DemonstrationSource demonstrations,

            @Setting(help = "numbers of demonstrations, one run for each", min = 1, minItems = 1)
            List<Integer> k,

            @Setting(
                    help =
                            "domains that demonstrations are of, such as one, to see what it does for the others (paper Fig 18);"
                                    + " all by default")
            Optional<Domains> domains,

            @Setting(
                    help = "passes over the demonstrations: paper-rule is the best of 256/k, 512/k, 1024/k for"
                            + " k below 256 and of 1, 2, 4 above (paper G.3)",
                    byDefault = "paper-rule")
            EpochRule epochs,

            @Setting(
                    help = "further training budgets, in sequences seen, at which the policy is evaluated; the"
                            + " axis of the budget figure",
                    byDefault = "[]",
                    min = 1)
            List<Integer> budgets,

            @Setting(help = "largest batch; k where that is smaller", byDefault = "16", min = 1)
            int batch,

            @Setting(help = "how gradient descent runs", byDefault = "{}")
            SweptTraining training)
            implements ElicitationConfig.ByTraining {

        public Config {
            k = List.copyOf(k);
            budgets = List.copyOf(budgets);
        }

        @Override
        public List<ElicitationConfig> points() {
            return k.stream()
                    .flatMap(each -> training.points().stream().map(point -> (ElicitationConfig)
                            new Config(demonstrations, List.of(each), domains, epochs, budgets, batch, point)))
                    .toList();
        }

        @Override
        public Map<String, Object> labels() {
            Map<String, Object> labels = new LinkedHashMap<>();
            labels.put("demonstrations", demonstrations.toString());
            domains.ifPresent(some -> labels.put("domains", some.toString()));
            labels.put("k", k.getFirst());
            labels.putAll(training.labels());
            return labels;
        }

        @Override
        public Seed seed(Seed root) {
            return demonstrations.seed(root);
        }

        @Override
        public Optional<Taken> taken() {
            return demonstrations.taken(Collections.max(k), domains);
        }

        @Override
        public Effort effort() {
            List<Integer> measured = evaluatedAt();
            long longest = measured.getLast();
            return new Effort(steps(longest), longest, 0, measured.size());
        }

        /** The training budgets, in sequences seen, at which the policy is evaluated, ascending; the last ends the run. */
        public List<Integer> evaluatedAt() {
            return Stream.concat(epochs.candidates(k.getFirst()).stream(), budgets.stream())
                    .distinct()
                    .sorted()
                    .toList();
        }

        /** Optimizer steps until this many sequences are seen; the last batch of each pass may be smaller. */
        long steps(long sequences) {
            int shown = k.getFirst();
            int size = Math.min(shown, batch);
            return sequences / shown * Math.ceilDiv(shown, size) + Math.ceilDiv(sequences % shown, size);
        }
    }

    /** Which numbers of epochs are candidates for selection. */
    public enum EpochRule {
        /** Best of {256/k, 512/k, 1024/k} for k below 256, else of {1, 2, 4} (paper G.3). */
        PAPER_RULE,
        /** Only the given budgets. */
        NONE;

        /**
         * The candidates as training sequences seen, ascending. Where 256/k is no whole number of epochs, it is rounded
         * up to one, so that every demonstration is seen equally often.
         */
        public List<Integer> candidates(int k) {
            return switch (this) {
                case PAPER_RULE ->
                    Stream.of(1, 2, 4)
                            .map(times -> k < 256 ? Math.ceilDiv(256 * times, k) * k : times * k)
                            .distinct()
                            .toList();
                case NONE -> List.of();
            };
        }
    }

    /**
     * @param demonstrator whose completions are shown
     * @param config a point of a sweep: one k, one learning rate
     */
    public SupervisedFineTuning(Task task, Completions demonstrator, Config config) {
        this.task = task;
        this.demonstrator = demonstrator;
        this.config = config;
        this.k = config.k().getFirst();
        this.batch = Math.min(k, config.batch());
    }

    /** Trains up to the largest budget; a budget that ends inside a batch is reached by the batch that passes it. */
    @Override
    public void elicit(TrainablePolicy policy, Seed seed, Journal journal, TrainingLog log, Evaluation evaluation)
            throws IOException {
        List<Demonstration> demonstrations = demonstrations(seed);
        new MaskGuard(policy).checkFirst(demonstrations);
        List<Integer> budgets = config.evaluatedAt();
        int budget = 0; // index of the next one
        long longest = budgets.getLast();
        int epochs = Math.toIntExact(Math.ceilDiv(longest, k));
        try (Sft sft = new Sft(
                policy, config.training().config(config.batch()), Batches.steps(k, batch, epochs), journal, log)) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                for (List<Demonstration> examples :
                        Batches.shuffled(k, demonstrations::get, batch, seed.stream("order", epoch))) {
                    if (budget == budgets.size()) {
                        return;
                    }
                    Sft.Step step = sft.learn(examples);
                    log.step(step);
                    while (budget < budgets.size() && step.sequences() >= budgets.get(budget)) {
                        evaluation.evaluate(new Attempt(policy, task::prompt, spent(step, budgets.get(budget))));
                        budget++;
                    }
                }
            }
        }
    }

    private Spent spent(Sft.Step step, int budget) {
        return new Spent(step.step(), budget, (double) budget / k, step.tokens(), 0, k);
    }

    private List<Demonstration> demonstrations(Seed seed) {
        ProblemSet problems = Domains.only(config.domains(), task.problems(Split.ELICIT_TRAIN));
        return demonstrator.demonstrations(task, problems.draw(k, seed.stream("demonstrations")));
    }
}
