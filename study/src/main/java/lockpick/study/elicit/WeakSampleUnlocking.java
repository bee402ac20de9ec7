package lockpick.study.elicit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.engine.nn.Parameters;
import lockpick.engine.nn.Snapshot;
import lockpick.engine.nn.WeightMean;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.measure.Spent;
import lockpick.study.pipeline.Completions;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.train.Batches;
import lockpick.study.train.Journal;
import lockpick.study.train.MaskGuard;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingLog;

/**
 * Unlocking by weak samples (the authors' post on it): many steps of SFT on very few completions of the <em>weak</em> policy,
 * which the locked one imitates anyhow; sometimes the capability comes back. Of several small runs, each on samples of its own,
 * either every one is measured or the mean of their weights.
 */
public final class WeakSampleUnlocking implements Elicitation {

    private final Task task;
    private final Completions weak;
    private final Config config;
    private final int k;

    /** Fine-tuning on a few completions of the weak policy (the post's core run: 2 of them, 200 steps). */
    @Choice("weak-sample-unlocking")
    public record Config(
            @Setting(help = "numbers of weak samples, of as many problems", byDefault = "[2]", min = 1, minItems = 1)
            List<Integer> k,

            @Setting(
                    help = "steps after which the policy is measured; the last ends the run",
                    byDefault = "[25, 50, 100, 200]",
                    min = 1,
                    minItems = 1)
            List<Integer> steps,

            @Setting(
                    help = "small runs, each from the locked policy and on samples of its own",
                    byDefault = "1",
                    min = 1)
            int runs,

            @Setting(
                    help = "of several small runs: measure the mean of their weights (true), or every one (false)",
                    byDefault = "true")
            boolean average,

            @Setting(help = "largest batch; k where that is smaller", byDefault = "16", min = 1)
            int batch,

            @Setting(help = "how gradient descent runs", byDefault = "{}")
            SweptTraining training)
            implements ElicitationConfig.ByTraining {

        public Config {
            k = List.copyOf(k);
            steps = steps.stream().sorted().toList();
            if (average && runs > 1 && training.lora().isPresent()) {
                throw new IllegalArgumentException("average takes the mean of weights, which the mean of adapters does"
                        + " not give; write average: false, or leave training.lora out");
            }
        }

        @Override
        public List<ElicitationConfig> points() {
            return k.stream()
                    .flatMap(each -> training.points().stream().map(point ->
                            (ElicitationConfig) new Config(List.of(each), steps, runs, average, batch, point)))
                    .toList();
        }

        @Override
        public Map<String, Object> labels() {
            Map<String, Object> labels = new LinkedHashMap<>();
            labels.put("k", k.getFirst());
            labels.put("runs", runs);
            labels.put("average", isAveraged());
            labels.putAll(training.labels());
            return labels;
        }

        /** That of supervised fine-tuning on weak demonstrations, since it takes the same ones. */
        @Override
        public Seed seed(Seed root) {
            return DemonstrationSource.WEAK.seed(root);
        }

        @Override
        public Optional<Taken> taken() {
            long most = (long) k.stream().mapToInt(each -> each).max().orElseThrow() * runs;
            return DemonstrationSource.WEAK.taken((int) Math.min(most, Integer.MAX_VALUE), Optional.empty());
        }

        @Override
        public Effort effort() {
            long made = (long) runs * steps.getLast();
            int measured = steps.size() * (isAveraged() ? 1 : runs);
            return new Effort(made, made * Math.min(k.getFirst(), batch), 0, measured);
        }

        boolean isAveraged() {
            return average && runs > 1;
        }
    }

    /** Hears of a small run wherever it is to be measured. */
    private interface Reached {

        /** @param step after which the policy is as it is now */
        void at(Sft.Step step) throws IOException;
    }

    /**
     * @param weak completions of the weak policy
     * @param config a point of a sweep: one k, one learning rate
     */
    public WeakSampleUnlocking(Task task, Completions weak, Config config) {
        this.task = task;
        this.weak = weak;
        this.config = config;
        this.k = config.k().getFirst();
    }

    /** Only a single run goes on from the journal; several begin again when killed, each being short, and keep what was measured. */
    @Override
    public void elicit(TrainablePolicy policy, Seed seed, Journal journal, TrainingLog log, Evaluation evaluation)
            throws IOException {
        List<Demonstration> samples = samples(seed);
        new MaskGuard(policy).checkFirst(samples);
        if (config.runs() == 1) {
            train(
                    policy,
                    samples,
                    seed.stream("run", 0),
                    journal,
                    log,
                    step -> evaluation.evaluate(new Attempt(policy, task::prompt, spent(step))));
        } else if (config.isAveraged()) {
            trainTogether(policy, samples, seed, log, evaluation);
        } else {
            trainApart(policy, samples, seed, log, evaluation);
        }
    }

    private void trainApart(
            TrainablePolicy policy, List<Demonstration> samples, Seed seed, TrainingLog log, Evaluation evaluation)
            throws IOException {
        try (Snapshot locked = Snapshot.ofValues(policy.trained())) {
            Continued all = new Continued(log);
            for (int run = 0; run < config.runs(); run++) {
                Optional<String> variant = Optional.of("run " + (run + 1));
                locked.restore();
                train(
                        policy,
                        ofRun(run, samples),
                        seed.stream("run", run),
                        Journal.NONE,
                        all,
                        step -> evaluation.evaluate(new Attempt(policy, task::prompt, variant, spent(step))));
                all.next();
            }
        }
    }

    private void trainTogether(
            TrainablePolicy policy, List<Demonstration> samples, Seed seed, TrainingLog log, Evaluation evaluation)
            throws IOException {
        List<Mean> means = new ArrayList<>();
        try (Snapshot locked = Snapshot.ofValues(policy.model().parameters())) {
            config.steps().forEach(step -> means.add(new Mean(policy.model().parameters(), step)));
            Continued all = new Continued(log);
            for (int run = 0; run < config.runs(); run++) {
                locked.restore();
                train(policy, ofRun(run, samples), seed.stream("run", run), Journal.NONE, all, step -> {
                    for (Mean mean : means) {
                        mean.takeIn(step);
                    }
                });
                all.next();
            }
            for (Mean mean : means) {
                mean.weights.put();
                evaluation.evaluate(new Attempt(policy, task::prompt, mean.spent()));
            }
        } finally {
            means.forEach(mean -> mean.weights.close());
        }
    }

    /** The weights of all runs after a number of steps. */
    private final class Mean {

        private final WeightMean weights;
        private final int step;
        private long sequences;
        private long tokens;

        Mean(Parameters parameters, int step) {
            this.weights = new WeightMean(parameters);
            this.step = step;
        }

        void takeIn(Sft.Step made) {
            if (made.step() == step) {
                weights.add();
                sequences += made.sequences();
                tokens += made.tokens();
            }
        }

        Spent spent() {
            int runs = config.runs();
            return new Spent(
                    (long) runs * step, sequences, (double) sequences / (k * runs), tokens, 0, (long) k * runs);
        }
    }

    /** Tells of small runs as of one long one. */
    private static final class Continued implements TrainingLog {

        private final TrainingLog log;
        private Sft.Step before = Sft.Step.NONE; // all of the runs that are over
        private Sft.Step newest = before;

        Continued(TrainingLog log) {
            this.log = log;
        }

        @Override
        public void step(Sft.Step made) throws IOException {
            newest = new Sft.Step(
                    before.step() + made.step(),
                    before.sequences() + made.sequences(),
                    before.tokens() + made.tokens(),
                    made.loss(),
                    made.learningRate(),
                    made.gradientNorm());
            log.step(newest);
        }

        /** The run is over. */
        void next() {
            before = newest;
        }

        @Override
        public void planned(String memory) {
            if (before.step() == 0) {
                log.planned(memory);
            }
        }
    }

    private void train(
            TrainablePolicy policy,
            List<Demonstration> samples,
            Seed seed,
            Journal journal,
            TrainingLog log,
            Reached reached)
            throws IOException {
        int last = config.steps().getLast();
        int batch = Math.min(k, config.batch());
        try (Sft sft = new Sft(policy, config.training().config(config.batch()), last, journal, log)) {
            for (int epoch = 0; ; epoch++) {
                for (List<Demonstration> examples :
                        Batches.shuffled(k, samples::get, batch, seed.stream("order", epoch))) {
                    Sft.Step step = sft.learn(examples);
                    log.step(step);
                    if (config.steps().contains((int) step.step())) {
                        reached.at(step);
                    }
                    if (step.step() == last) {
                        return;
                    }
                }
            }
        }
    }

    private Spent spent(Sft.Step step) {
        return new Spent(step.step(), step.sequences(), (double) step.sequences() / k, step.tokens(), 0, k);
    }

    /** Of all runs, in their order. */
    private List<Demonstration> samples(Seed seed) {
        return weak.demonstrations(
                task, task.problems(Split.ELICIT_TRAIN).draw(k * config.runs(), seed.stream("demonstrations")));
    }

    private List<Demonstration> ofRun(int run, List<Demonstration> samples) {
        return samples.subList(run * k, (run + 1) * k);
    }
}
