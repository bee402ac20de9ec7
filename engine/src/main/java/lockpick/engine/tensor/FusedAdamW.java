package lockpick.engine.tensor;

import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.Type;
import org.jspecify.annotations.Nullable;

/** The library's one-pass AdamW kernel: reads and writes each number of the state once. */
public final class FusedAdamW {

    private FusedAdamW() {}

    /**
     * One step, in place, of decoupled weight decay and bias-corrected Adam (Loshchilov and Hutter, 2019).
     *
     * @param values the parameters, changed
     * @param gradients same shape; left divided by {@code gradientDivisor}
     * @param firstMoments running mean of the gradients, changed
     * @param secondMoments running mean of their squares, changed
     * @param largestSecondMoments the largest of these so far, changed, which take their place (amsgrad; Reddi et al., 2018);
     *     null where they do not
     * @param step which step it is, from 1
     * @param gradientDivisor by which gradients are divided first, rounded to FLOAT32
     */
    public static void step(
            Tensor values,
            Tensor gradients,
            Tensor firstMoments,
            Tensor secondMoments,
            @Nullable Tensor largestSecondMoments,
            long step,
            double learningRate,
            double beta1,
            double beta2,
            double weightDecay,
            double eps,
            double gradientDivisor) {
        try (var scope = TensorScope.open()) {
            IValueVector arguments = new IValueVector(
                    list(values),
                    list(gradients),
                    list(firstMoments),
                    list(secondMoments),
                    largestSecondMoments == null
                            ? new IValue(new GenericList(tensorType()))
                            : list(largestSecondMoments),
                    list(number(step, values.device())),
                    new IValue(learningRate),
                    new IValue(beta1),
                    new IValue(beta2),
                    new IValue(weightDecay),
                    new IValue(eps),
                    new IValue(largestSecondMoments != null),
                    new IValue(false),
                    gradientDivisor == 1 ? new IValue() : new IValue(number(gradientDivisor, values.device()).handle),
                    new IValue());
            Dispatcher.singleton().findSchemaOrThrow("aten::_fused_adamw_", "").callBoxed(arguments);
        }
    }

    private static Tensor number(double value, Device device) {
        return Tensor.full(value, DType.FLOAT32).to(device);
    }

    private static IValue list(Tensor tensor) {
        GenericList list = new GenericList(tensorType());
        list.push_back(new IValue(tensor.handle));
        return new IValue(list);
    }

    private static Type.TypePtr tensorType() {
        return new Type.TypePtr(TensorType.get());
    }
}
