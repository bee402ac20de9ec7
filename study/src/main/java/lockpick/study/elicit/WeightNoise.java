package lockpick.study.elicit;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import lockpick.engine.nn.Parameters;
import lockpick.engine.nn.Snapshot;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import lockpick.study.measure.Spent;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;
import lockpick.study.task.Task;
import lockpick.study.train.Journal;
import lockpick.study.train.TrainingLog;

/**
 * Elicitation by noise on the weights (Tice et al., 2024), and by shrinking them: what a policy holds back may break before what
 * it can. Nothing is learnt and no label spent.
 *
 * <pre>
 * θ' = θ + σ · ε        ε from N(0, 1), another draw for each weight
 * </pre>
 *
 * A draw has one ε for all sizes of noise, so that sizes compare. The weights come back bit for bit; takes as much memory again.
 */
public final class WeightNoise implements Elicitation {

    private final Task task;
    private final Config config;

    /** Gaussian noise on all weights (Tice et al., 2024; the authors' post found no gain). */
    @Choice("weight-noise")
    public record Config(
            @Setting(
                    help = "standard deviations of the noise; 0, the policy as it is, is always measured beside them",
                    byDefault = "[0.001, 0.0025, 0.005, 0.01, 0.02]",
                    above = 0)
            List<Double> sigmas,

            @Setting(
                    help = "what they are of: absolute, or relative to each tensor's root mean square",
                    byDefault = "absolute")
            Scale scale,

            @Setting(help = "draws of the noise, each measured at every size", byDefault = "5", min = 1)
            int draws,

            @Setting(
                    help =
                            "factors that all matrices are multiplied by, in place of noise: what weight decay alone would"
                                    + " do",
                    byDefault = "[]",
                    above = 0)
            List<Double> factors)
            implements ElicitationConfig {

        public Config {
            sigmas = List.copyOf(sigmas);
            factors = List.copyOf(factors);
        }

        /** Itself: sizes and draws stand beside each other in one run. */
        @Override
        public List<ElicitationConfig> points() {
            return List.of(this);
        }

        @Override
        public Map<String, Object> labels() {
            return Map.of("scale", scale.toString());
        }

        @Override
        public Effort effort() {
            return new Effort(0, 0, 0, 1 + sigmas.size() * draws + factors.size());
        }
    }

    /** What sizes of noise are measured in. */
    public enum Scale {
        ABSOLUTE,
        RELATIVE;

        /** {@code absolute}. */
        @Override
        public String toString() {
            return this == ABSOLUTE ? "absolute" : "relative";
        }
    }

    public WeightNoise(Task task, Config config) {
        this.task = task;
        this.config = config;
    }

    @Override
    public void elicit(TrainablePolicy policy, Seed seed, Journal journal, TrainingLog log, Evaluation evaluation)
            throws IOException {
        try (Snapshot locked = Snapshot.ofValues(policy.model().parameters())) {
            Changed changed = new Changed(policy, locked, evaluation);
            changed.measure("sigma 0", parameters -> {});
            for (double sigma : config.sigmas()) {
                for (int draw = 1; draw <= config.draws(); draw++) {
                    Seed ofDraw = seed.stream("noise", draw);
                    changed.measure("sigma " + plain(sigma) + ", draw " + draw, each -> addNoise(each, sigma, ofDraw));
                }
            }
            for (double factor : config.factors()) {
                changed.measure("times " + plain(factor), parameters -> {
                    try (var scope = TensorScope.open()) {
                        parameters
                                .values()
                                .narrow(0, 0, parameters.matrixCount())
                                .mul_(factor);
                    }
                });
            }
        }
    }

    /** Measures a policy whose weights are changed for the while. */
    private final class Changed {

        private final TrainablePolicy policy;
        private final Snapshot locked;
        private final Evaluation evaluation;

        Changed(TrainablePolicy policy, Snapshot locked, Evaluation evaluation) {
            this.policy = policy;
            this.locked = locked;
            this.evaluation = evaluation;
        }

        /** @param change of all weights, in place */
        void measure(String variant, Consumer<Parameters> change) throws IOException {
            try (var noGrad = Libtorch.noGrad()) {
                change.accept(policy.model().parameters());
            }
            evaluation.evaluate(new Attempt(policy, task::prompt, Optional.of(variant), Spent.NOTHING));
            locked.restore();
        }
    }

    /** @param seed of a draw; each tensor has a stream of its own */
    private void addNoise(Parameters parameters, double sigma, Seed seed) {
        parameters.byName().forEach((name, tensor) -> {
            try (var scope = TensorScope.open()) {
                double size = switch (config.scale()) {
                    case ABSOLUTE -> sigma;
                    case RELATIVE -> sigma * tensor.norm().item() / Math.sqrt(tensor.count());
                };
                Tensor noise = gaussian(tensor, seed.stream(name).generator());
                tensor.add_(noise.to(tensor.dtype()).to(tensor.device()), size);
            }
        });
    }

    /** Drawn on the processor, so that every device has the same numbers. */
    private static Tensor gaussian(Tensor like, RandomGenerator random) {
        float[] values = new float[Math.toIntExact(like.count())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.of(values, like.shape());
    }

    /** {@code 0.0025}. */
    static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
