package lockpick.engine.optim;

import java.util.Map;
import java.util.TreeMap;
import lockpick.engine.nn.Parameters;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.FusedAdamW;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.jspecify.annotations.Nullable;

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
     * @param amsgrad whether the largest mean square so far takes the place of the present one (Reddi et al., 2018)
     */
    public record Settings(
            double beta1, double beta2, double eps, double weightDecay, double clipNorm, boolean amsgrad) {

        /** By the present mean square. */
        public Settings(double beta1, double beta2, double eps, double weightDecay, double clipNorm) {
            this(beta1, beta2, eps, weightDecay, clipNorm, false);
        }
    }

    private final Settings settings;
    private final Parameters parameters;
    private final TensorScope memory = TensorScope.owner();
    private final TrainedWeights weights;
    private final Tensor firstMoments;
    private final Tensor secondMoments;
    private final @Nullable Tensor largestSecondMoments;
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
            largestSecondMoments =
                    settings.amsgrad() ? memory.keep(Tensor.zeros(dtype, values.device(), values.shape())) : null;
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
                    largestSecondMoments == null ? null : piece.in(largestSecondMoments),
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
        Map<String, Tensor> state = new TreeMap<>();
        state.put("first_moments", firstMoments);
        state.put("second_moments", secondMoments);
        if (largestSecondMoments != null) {
            state.put("largest_second_moments", largestSecondMoments);
        }
        return weights.withMaster(state);
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
