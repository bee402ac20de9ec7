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

    /**
     * Gradients by hand, for a layer whose input and result are not recorded; there is nothing beside its product.
     *
     * @param x what it was applied to, [N, in]
     * @param upstream gradient of its result, [N, out]
     * @param scale of all gradients; those of weight and bias are added to those at hand, where they take any
     * @return gradient of x, [N, in]
     */
    public Tensor backward(Tensor x, Tensor upstream, double scale) {
        if (beside != null) {
            throw new IllegalStateException("gradients by hand: there is a product beside this layer's");
        }
        if (weight.takesGradients()) {
            Tensor gradient = weight.gradient();
            (inputFirst ? gradient.transpose(0, 1) : gradient).addProduct_(upstream.transpose(0, 1), x, scale);
        }
        if (bias != null && bias.takesGradients()) {
            bias.gradient().add_(upstream.sum(0), scale);
        }
        return upstream.matmul(inputFirst ? weight.transpose(0, 1) : weight).mul_(scale);
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
