package lockpick.study.elicit;

import java.io.IOException;
import java.util.ArrayList;
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
    private final Strong strong;
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
                    help =
                            "tokens of the samples that are trained on: those that the locked policy finds likelier than the"
                                    + " strong one does, or the other way round; left out: all")
            Optional<ChosenTokens> tokens,

            @Setting(
                    help = "temperature that the samples are drawn at, 0 for the likeliest tokens; left out: the weak"
                            + " policy's own",
                    min = 0,
                    max = 2)
            Optional<Double> temperature,

            @Setting(
                    help = "SFT on many other weak samples before the small runs, against locks that were made to"
                            + " overfit few of them; left out: none")
            Optional<ManySamples> first,

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
                    .flatMap(each -> training.points().stream().map(point -> (ElicitationConfig)
                            new Config(List.of(each), steps, runs, average, batch, tokens, temperature, first, point)))
                    .toList();
        }

        @Override
        public Map<String, Object> labels() {
            Map<String, Object> labels = new LinkedHashMap<>();
            labels.put("k", k.getFirst());
            labels.put("runs", runs);
            labels.put("average", isAveraged());
            tokens.ifPresent(some -> labels.put("tokens", some.toString()));
            temperature.ifPresent(value -> labels.put("temperature", value));
            first.ifPresent(many -> {
                labels.put("first_k", many.k());
                labels.put("first_epochs", many.epochs());
            });
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
            long most = (long) Collections.max(k) * runs + firstK();
            return DemonstrationSource.WEAK
                    .taken((int) Math.min(most, Integer.MAX_VALUE), Optional.empty())
                    .map(taken -> taken.at(temperature));
        }

        @Override
        public boolean readsStrong() {
            return tokens.isPresent();
        }

        @Override
        public Effort effort() {
            long made = (long) runs * steps.getLast();
            int measured = steps.size() * (isAveraged() ? 1 : runs);
            return new Effort(
                    made + first.map(many -> many.steps(batch)).orElse(0),
                    made * Math.min(k.getFirst(), batch)
                            + first.map(ManySamples::sequences).orElse(0L),
                    0,
                    measured + (first.isPresent() ? 1 : 0));
        }

        boolean isAveraged() {
            return average && runs > 1;
        }

        /** Samples of the first stage. */
        int firstK() {
            return first.map(ManySamples::k).orElse(0);
        }
    }

    /** The strong policy, whose model is only read where tokens are chosen. */
    public interface Strong {

        /** Close it. */
        TrainablePolicy load() throws IOException;
    }

    /**
     * @param weak completions of the weak policy
     * @param config a point of a sweep: one k, one learning rate
     */
    public WeakSampleUnlocking(Task task, Completions weak, Strong strong, Config config) {
        this.task = task;
        this.weak = weak;
        this.strong = strong;
        this.config = config;
        this.k = config.k().getFirst();
    }

    /** A first stage goes on from the journal, or else a single run does; all others begin again, and keep what was measured. */
    @Override
    public void elicit(TrainablePolicy policy, Seed seed, Journal journal, TrainingLog log, Evaluation evaluation)
            throws IOException {
        int few = k * config.runs();
        List<Demonstration> samples = weak.demonstrations(
                task, task.problems(Split.ELICIT_TRAIN).draw(few + config.firstK(), seed.stream("demonstrations")));
        new MaskGuard(policy).checkFirst(samples);
        List<List<Sequence>> rows = rows(ofRuns(samples), policy, log);
        ContinuedLog all = new ContinuedLog(log);
        Sft.Step first = firstStage(policy, samples.subList(few, samples.size()), seed, journal, all, evaluation);
        SampleRuns runs = runs(policy, rows, config.steps(), seed, all);
        if (config.runs() == 1) {
            runs.one(
                    config.first().isPresent() ? Journal.NONE : journal,
                    step -> evaluation.evaluate(attempt(policy, Optional.empty(), first, step, k)));
        } else if (config.isAveraged()) {
            try (MeansOfRuns means = new MeansOfRuns(policy.model().parameters(), config.steps())) {
                runs.all(run -> means::take);
                means.put(made -> evaluation.evaluate(attempt(policy, Optional.empty(), first, made, few)));
            }
        } else {
            runs.all(run ->
                    step -> evaluation.evaluate(attempt(policy, Optional.of("run " + (run + 1)), first, step, k)));
        }
    }

    /** The few samples of one run after the other, {@code k} of each. */
    private List<List<Demonstration>> ofRuns(List<Demonstration> samples) {
        return IntStream.range(0, config.runs())
                .mapToObj(run -> samples.subList(run * k, (run + 1) * k))
                .toList();
    }

    /** What each run learns of its samples. */
    private List<List<Sequence>> rows(List<List<Demonstration>> samples, TrainablePolicy policy, TrainingLog log)
            throws IOException {
        if (config.tokens().isEmpty()) {
            return samples.stream().map(ofRun -> whole(ofRun, policy)).toList();
        }
        List<List<Sequence>> rows = new ArrayList<>();
        try (TrainablePolicy other = strong.load()) {
            for (List<Demonstration> ofRun : samples) {
                rows.add(config.tokens().get().rows(ofRun, policy, other, log));
            }
        }
        return rows;
    }

    private static List<Sequence> whole(List<Demonstration> samples, TrainablePolicy policy) {
        return samples.stream().map(policy::sequence).toList();
    }

    /** Trains on many samples, where that is asked for. @return what it took */
    private Sft.Step firstStage(
            TrainablePolicy policy,
            List<Demonstration> many,
            Seed seed,
            Journal journal,
            ContinuedLog log,
            Evaluation evaluation)
            throws IOException {
        if (config.first().isPresent()) {
            List<Integer> steps = List.of(config.first().get().steps(config.batch()));
            runs(policy, List.of(whole(many, policy)), steps, seed.stream("first"), log)
                    .one(
                            journal,
                            step -> evaluation.evaluate(
                                    attempt(policy, Optional.of("first stage"), step, Sft.Step.NONE, 0)));
        }
        return log.newest();
    }

    private SampleRuns runs(
            TrainablePolicy policy, List<List<Sequence>> rows, List<Integer> steps, Seed seed, ContinuedLog log) {
        return new SampleRuns(policy, rows, steps, config.batch(), config.training(), seed, log);
    }

    /**
     * @param first what the first stage took
     * @param made then, on so many samples
     */
    private Attempt attempt(
            TrainablePolicy policy, Optional<String> variant, Sft.Step first, Sft.Step made, int samples) {
        Sft.Step all = made.after(first);
        int shown = config.firstK() + samples;
        return new Attempt(
                policy,
                task::prompt,
                variant,
                new Spent(all.step(), all.sequences(), (double) all.sequences() / shown, all.tokens(), 0, shown));
    }
}
