package lockpick.engine.nn;

import lockpick.engine.tensor.Tensor;

/**
 * A product with two thin matrices beside that of a {@link Linear}: x · downᵀ · upᵀ · scale (Hu et al., 2021).
 *
 * @param down [r, in]
 * @param up [out, r]
 * @param scale of what is added
 */
public record LowRank(Tensor down, Tensor up, double scale) {

    /** [..., in] → [..., out], computed in the element type of the thin matrices and returned in that of x. */
    Tensor apply(Tensor x) {
        return x.to(down.dtype()).linear(down, null).mul(scale).linear(up, null).to(x.dtype());
    }

    /** What is added to a weight [out, in] to have the same effect. */
    public Tensor asMatrix() {
        return up.matmul(down).mul(scale);
    }
}
