package lockpick.engine.optim;

import lockpick.engine.nn.Parameters;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.FusedAdamW;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/** Adam with decoupled weight decay (Loshchilov and Hutter, 2019); matrices decay, vectors do not. */
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
    private final Tensor firstMoments;
    private final Tensor secondMoments;
    private final Tensor matrixStep;
    private final Tensor vectorStep;

    public AdamW(Parameters parameters, Settings settings) {
        this.parameters = parameters;
        this.settings = settings;
        parameters.collectGradients();
        try (var scope = TensorScope.open()) {
            firstMoments = memory.keep(parameters.values().zerosLike());
            secondMoments = memory.keep(parameters.values().zerosLike());
            matrixStep = memory.keep(Tensor.zeros(DType.FLOAT32));
            vectorStep = memory.keep(Tensor.zeros(DType.FLOAT32));
        }
    }

    @Override
    public double step(double learningRate) {
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            GradientClip clip = GradientClip.of(parameters.gradients(), settings.clipNorm());
            Tensor divisor = clip.divisor() == 1 ? null : Tensor.full(clip.divisor(), DType.FLOAT32);
            long matrices = parameters.matrixCount();
            update(0, matrices, matrixStep, settings.weightDecay(), learningRate, divisor);
            update(matrices, parameters.values().count() - matrices, vectorStep, 0, learningRate, divisor);
            parameters.gradients().zero_();
            return clip.norm();
        }
    }

    private void update(
            long from,
            long length,
            Tensor step,
            double weightDecay,
            double learningRate,
            @org.jspecify.annotations.Nullable Tensor divisor) {
        if (length == 0) {
            return;
        }
        FusedAdamW.step(
                parameters.values().narrow(0, from, length),
                parameters.gradients().narrow(0, from, length),
                firstMoments.narrow(0, from, length),
                secondMoments.narrow(0, from, length),
                step,
                learningRate,
                settings.beta1(),
                settings.beta2(),
                weightDecay,
                settings.eps(),
                divisor);
    }

    @Override
    public void close() {
        memory.close();
    }
}
