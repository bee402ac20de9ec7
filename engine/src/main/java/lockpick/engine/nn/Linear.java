package lockpick.engine.nn;

import lockpick.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A matrix product: x · weightᵀ + bias.
 *
 * @param weight [out, in]; [in, out] where the input comes first
 * @param inputFirst whether the weight is stored the other way round, as GPT-2's are
 * @param bias [out], or null for none
 */
public record Linear(
        Tensor weight, boolean inputFirst, @Nullable Tensor bias) {

    /** [..., in] → [..., out]. */
    public Tensor apply(Tensor x) {
        return x.linear(inputFirst ? weight.transpose(0, 1) : weight, bias);
    }
}
