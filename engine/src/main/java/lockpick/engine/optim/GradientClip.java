package lockpick.engine.optim;

import lockpick.engine.tensor.Tensor;

/**
 * Clipping by the global norm: gradients longer than the limit are scaled down to it.
 *
 * @param norm length of all gradients together, before clipping
 * @param divisor what gradients are to be divided by, at least 1
 */
record GradientClip(double norm, double divisor) {

    static GradientClip of(Tensor gradients, double limit) {
        double norm = gradients.norm().item();
        return new GradientClip(norm, limit > 0 ? Math.max(1, (norm + 1e-6) / limit) : 1);
    }
}
