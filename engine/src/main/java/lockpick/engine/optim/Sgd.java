package lockpick.engine.optim;

import java.util.Map;
import lockpick.engine.nn.Parameters;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * Plain gradient descent: each number moves against its gradient, by the learning rate times that. It keeps nothing, so it
 * costs no memory; weights of BFLOAT16 are rounded at random.
 */
public final class Sgd implements Optimizer {

    private final Parameters parameters;
    private final TrainedWeights weights;
    private final double clipNorm;
    private long steps;

    /**
     * @param clipNorm largest norm of all gradients; 0 for no limit
     * @param seed of roundings at random
     */
    public Sgd(Parameters parameters, double clipNorm, Seed seed) {
        this.parameters = parameters;
        this.weights = new TrainedWeights(parameters, WeightRounding.STOCHASTIC, seed);
        this.clipNorm = clipNorm;
    }

    @Override
    public double step(double learningRate) {
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            GradientClip clip = GradientClip.of(parameters.gradients(), clipNorm, steps + 1);
            steps++;
            for (Piece piece : weights.pieces()) {
                update(piece, learningRate / clip.divisor());
            }
            parameters.gradients().zero_();
            return clip.norm();
        }
    }

    private void update(Piece piece, double rate) {
        try (var scope = TensorScope.open()) {
            Tensor values = weights.read(piece);
            weights.write(piece, values.add_(weights.gradients(piece), -rate), steps);
        }
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public Map<String, Tensor> state() {
        return weights.withMaster(Map.of());
    }

    @Override
    public void resumeAfter(long made) {
        steps = made;
    }

    @Override
    public void close() {
        weights.close();
    }
}
