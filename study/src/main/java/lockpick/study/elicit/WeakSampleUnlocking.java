package lockpick.study.elicit;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lockpick.engine.loss.Sequence;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.measure.Spent;
import lockpick.study.pipeline.Completions;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
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

            @Setting(
                    help = "temperature that the samples are drawn at, 0 for the likeliest tokens; left out: the weak"
                            + " policy's own",
                    min = 0,
                    max = 2)
            Optional<Double> temperature,

            @Setting(help = "how gradient descent runs", byDefault = "{}")
            SweptTraining training)
            implements ElicitationConfig {

        public Config {
            k = List.copyOf(k);
            steps = steps.stream().sorted().toList();
        }

        @Override
        public List<ElicitationConfig> points() {
            return k.stream()
                    .flatMap(each -> training.points().stream().map(point -> (ElicitationConfig)
                            new Config(List.of(each), steps, runs, average, batch, temperature, point)))
                    .toList();
        }

        @Override
        public Map<String, Object> labels() {
            Map<String, Object> labels = new LinkedHashMap<>();
            labels.put("k", k.getFirst());
            labels.put("runs", runs);
            labels.put("average", isAveraged());
            temperature.ifPresent(value -> labels.put("temperature", value));
            labels.put("learning_rate", training.learningRates().getFirst());
            return labels;
        }

        /** That of supervised fine-tuning on weak demonstrations, since it takes the same ones. */
        @Override
        public Seed seed(Seed root) {
            return DemonstrationSource.WEAK.seed(root);
        }

        @Override
        public Optional<Taken> taken() {
            long most = (long) Collections.max(k) * runs;
            return DemonstrationSource.WEAK
                    .taken((int) Math.min(most, Integer.MAX_VALUE), Optional.empty())
                    .map(taken -> taken.at(temperature));
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

    /** Only a single run goes on from the journal; several begin again when killed, and keep what was measured. */
    @Override
    public void elicit(TrainablePolicy policy, Seed seed, Journal journal, TrainingLog log, Evaluation evaluation)
            throws IOException {
        int few = k * config.runs();
        List<Demonstration> samples = weak.demonstrations(
                task, task.problems(Split.ELICIT_TRAIN).draw(few, seed.stream("demonstrations")));
        new MaskGuard(policy).checkFirst(samples);
        SampleRuns runs = new SampleRuns(
                policy,
                ofRuns(samples.stream().map(policy::sequence).toList()),
                config.steps(),
                config.batch(),
                config.training(),
                seed,
                new ContinuedLog(log));
        if (config.runs() == 1) {
            runs.one(journal, step -> evaluation.evaluate(attempt(policy, Optional.empty(), step, k)));
        } else if (config.isAveraged()) {
            try (MeansOfRuns means = new MeansOfRuns(policy.model().parameters(), config.steps())) {
                runs.all(run -> means::take);
                means.put(made -> evaluation.evaluate(attempt(policy, Optional.empty(), made, few)));
            }
        } else {
            runs.all(
                    run -> step -> evaluation.evaluate(attempt(policy, Optional.of("run " + (run + 1)), step, k)));
        }
    }

    /** The few samples of one run after the other, {@code k} of each. */
    private List<List<Sequence>> ofRuns(List<Sequence> samples) {
        return IntStream.range(0, config.runs())
                .mapToObj(run -> samples.subList(run * k, (run + 1) * k))
                .toList();
    }

    /** @param made on so many samples */
    private Attempt attempt(TrainablePolicy policy, Optional<String> variant, Sft.Step made, int samples) {
        double epochs = (double) made.sequences() / samples;
        return new Attempt(
                policy,
                task::prompt,
                variant,
                new Spent(made.step(), made.sequences(), epochs, made.tokens(), 0, samples));
    }
}
