package lockpick.engine.nn;

import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/** The mean of what all weights of a model were at several times. Owns as much memory as they take; close it to free that. */
public final class WeightMean implements AutoCloseable {

    private final TensorScope memory = TensorScope.owner();
    private final Tensor weights;
    private final Tensor mean;
    private int count;

    /** Of nothing yet. */
    public WeightMean(Parameters parameters) {
        this.weights = parameters.values();
        try (var scope = TensorScope.open()) {
            mean = memory.keep(weights.zerosLike());
        }
    }

    /** Takes in what the weights are now. */
    public void add() {
        count++;
        try (var noGrad = Libtorch.noGrad()) {
            mean.lerp_(weights, 1.0 / count);
        }
    }

    /**
     * Gives the weights the values of the mean.
     *
     * @throws IllegalStateException if nothing was taken in
     */
    public void put() {
        if (count == 0) {
            throw new IllegalStateException("a mean of no weights");
        }
        try (var noGrad = Libtorch.noGrad()) {
            weights.copy_(mean);
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
