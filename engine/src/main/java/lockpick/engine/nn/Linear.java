package lockpick.engine.nn;

import lockpick.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A matrix product: x · weightᵀ + bias.
 *
 * @param weight [out, in]; [in, out] where the input comes first
 * @param inputFirst whether the weight is stored the other way round, as GPT-2's are
 * @param bias [out], or null for none
 * @param beside what is added to the product, or null for nothing
 */
public record Linear(
        Tensor weight,
        boolean inputFirst,
        @Nullable Tensor bias,
        @Nullable LowRank beside) {

    /** [..., in] → [..., out]. */
    public Tensor apply(Tensor x) {
        Tensor product = x.linear(inputFirst ? weight.transpose(0, 1) : weight, bias);
        return beside == null ? product : product.add(beside.apply(x));
    }

    /** Length of what goes in. */
    public long inputs() {
        return weight.size(inputFirst ? 0 : 1);
    }

    /** Length of what comes out. */
    public long outputs() {
        return weight.size(inputFirst ? 1 : 0);
    }
}
