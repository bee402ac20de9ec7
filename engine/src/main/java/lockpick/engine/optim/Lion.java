package lockpick.engine.optim;

import java.util.Map;
import lockpick.engine.nn.Parameters;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * Lion (Chen et al., 2023): moves each number by the learning rate, in the direction of a mean of gradients. The paper
 * trains with it. Matrices decay, vectors do not. The momentum has the weights' element type; of BFLOAT16, it is rounded at
 * random.
 */
public final class Lion implements Optimizer {

    /**
     * @param beta1 share of the momentum in the direction of a step
     * @param beta2 share of the momentum kept
     * @param weightDecay share of each matrix taken away per unit of learning rate
     * @param clipNorm largest norm of all gradients; 0 for no limit
     */
    public record Settings(double beta1, double beta2, double weightDecay, double clipNorm) {}

    private final Settings settings;
    private final Parameters parameters;
    private final TensorScope memory = TensorScope.owner();
    private final TrainedWeights weights;
    private final WideBuffer momentum;
    private long steps;

    /** For weights whose element type holds the change of a step; those of BFLOAT16 are rounded at random. */
    public Lion(Parameters parameters, Settings settings) {
        this(parameters, settings, WeightRounding.STOCHASTIC, new Seed(0));
    }

    /** @param seed of roundings at random */
    public Lion(Parameters parameters, Settings settings, WeightRounding rounding, Seed seed) {
        this.settings = settings;
        this.parameters = parameters;
        this.weights = new TrainedWeights(parameters, rounding, seed);
        try (var scope = TensorScope.open()) {
            momentum = new WideBuffer(memory.keep(parameters.values().zerosLike()), seed.stream("momentum"));
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
            Tensor gradients = weights.gradients(piece);
            if (clip.divisor() > 1) {
                gradients.mul_(1 / clip.divisor());
            }
            Tensor mean = momentum.read(piece);
            Tensor direction = mean.mul(settings.beta1())
                    .add_(gradients, 1 - settings.beta1())
                    .sign_();
            Tensor values = weights.read(piece);
            if (piece.decays()) {
                values.mul_(1 - learningRate * settings.weightDecay());
            }
            weights.write(piece, values.add_(direction, -learningRate), steps);
            mean.mul_(settings.beta2()).add_(gradients, 1 - settings.beta2());
            momentum.write(piece, mean, steps);
        }
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public Map<String, Tensor> state() {
        return weights.withMaster(Map.of("momentum", momentum.buffer()));
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
