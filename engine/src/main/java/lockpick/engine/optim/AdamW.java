package lockpick.engine.optim;

import java.util.Map;
import lockpick.engine.nn.Parameters;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.FusedAdamW;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, 2019); matrices decay, vectors do not. The moments of BFLOAT16
 * weights are FLOAT32: a mean that changes by a thousandth a step needs the digits.
 */
public final class AdamW implements Optimizer {

    /**
     * @param beta1 share of the old mean gradient kept
     * @param beta2 share of the old mean square kept
     * @param eps added to the root of the mean square
     * @param weightDecay share of each matrix taken away per unit of learning rate
     * @param clipNorm largest norm of all gradients; 0 for no limit
     */
    public record Settings(double beta1, double beta2, double eps, double weightDecay, double clipNorm) {}

    private final Settings settings;
    private final Parameters parameters;
    private final TensorScope memory = TensorScope.owner();
    private final TrainedWeights weights;
    private final Tensor firstMoments;
    private final Tensor secondMoments;
    private long steps;

    /** For weights whose element type holds the change of a step; those of BFLOAT16 are rounded at random. */
    public AdamW(Parameters parameters, Settings settings) {
        this(parameters, settings, WeightRounding.STOCHASTIC, new Seed(0));
    }

    /** @param seed of roundings at random */
    public AdamW(Parameters parameters, Settings settings, WeightRounding rounding, Seed seed) {
        this.parameters = parameters;
        this.settings = settings;
        this.weights = new TrainedWeights(parameters, rounding, seed);
        Tensor values = parameters.values();
        DType dtype = values.dtype() == DType.BFLOAT16 ? DType.FLOAT32 : values.dtype();
        try (var scope = TensorScope.open()) {
            firstMoments = memory.keep(Tensor.zeros(dtype, values.device(), values.shape()));
            secondMoments = memory.keep(Tensor.zeros(dtype, values.device(), values.shape()));
        }
    }

    @Override
    public double step(double learningRate) {
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            GradientClip clip = GradientClip.of(parameters.gradients(), settings.clipNorm(), steps + 1);
            steps++;
            for (Piece piece : weights.pieces()) {
                update(piece, clip, learningRate);
            }
            parameters.gradients().zero_();
            return clip.norm();
        }
    }

    private void update(Piece piece, GradientClip clip, double learningRate) {
        try (var scope = TensorScope.open()) {
            Tensor values = weights.read(piece);
            FusedAdamW.step(
                    values,
                    weights.gradients(piece),
                    piece.in(firstMoments),
                    piece.in(secondMoments),
                    steps,
                    learningRate,
                    settings.beta1(),
                    settings.beta2(),
                    piece.decays() ? settings.weightDecay() : 0,
                    settings.eps(),
                    clip.divisor());
            weights.write(piece, values, steps);
        }
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public Map<String, Tensor> state() {
        return weights.withMaster(Map.of("first_moments", firstMoments, "second_moments", secondMoments));
    }

    @Override
    public void resumeAfter(long made) {
        steps = made;
    }

    @Override
    public void close() {
        weights.close();
        memory.close();
    }
}
