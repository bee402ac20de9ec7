package lockpick.engine.nn;

import lockpick.engine.tensor.Tensor;

/**
 * Mean 0 and variance 1, then scaled and shifted (Ba et al., 2016).
 *
 * @param weight [D]
 * @param bias [D]
 * @param eps added to the variance
 */
public record LayerNorm(Tensor weight, Tensor bias, double eps) implements Norm {

    @Override
    public Tensor apply(Tensor x) {
        return x.layerNorm(weight, bias, eps);
    }
}
