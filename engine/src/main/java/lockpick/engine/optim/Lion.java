package lockpick.engine.optim;

import lockpick.engine.nn.Parameters;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * Lion (Chen et al., 2023): moves each number by the learning rate, in the direction of a mean of gradients. The paper
 * trains with it. Matrices decay, vectors do not.
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
    private final Tensor momentum;

    public Lion(Parameters parameters, Settings settings) {
        this.parameters = parameters;
        this.settings = settings;
        parameters.collectGradients();
        try (var scope = TensorScope.open()) {
            momentum = memory.keep(parameters.values().zerosLike());
        }
    }

    @Override
    public double step(double learningRate) {
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            Tensor values = parameters.values();
            Tensor gradients = parameters.gradients();
            GradientClip clip = GradientClip.of(gradients, settings.clipNorm());
            if (clip.divisor() > 1) {
                gradients.mul_(1 / clip.divisor());
            }
            Tensor direction = momentum.mul(settings.beta1())
                    .add_(gradients, 1 - settings.beta1())
                    .sign_();
            values.narrow(0, 0, parameters.matrixCount()).mul_(1 - learningRate * settings.weightDecay());
            values.add_(direction, -learningRate);
            momentum.mul_(settings.beta2()).add_(gradients, 1 - settings.beta2());
            gradients.zero_();
            return clip.norm();
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
