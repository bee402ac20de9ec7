package lockpick.engine.nn;

import lockpick.engine.tensor.Tensor;

/**
 * Mean square 1, then scaled (Zhang and Sennrich, 2019).
 *
 * @param weight [D]
 * @param eps added to the mean square
 */
public record RmsNorm(Tensor weight, double eps) implements Norm {

    @Override
    public Tensor apply(Tensor x) {
        return x.rmsNorm(weight, eps);
    }
}
