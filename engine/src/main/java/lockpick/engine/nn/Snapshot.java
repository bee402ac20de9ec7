package lockpick.engine.nn;

import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * What all weights of a model were, or all their gradients, to go back to after a detour. Owns as much memory as it
 * copies, from its making on, however often it is taken; close it to free that.
 *
 * <pre>{@code
 * values.take();
 * …                   // steps that are to leave no trace
 * values.restore();   // bit for bit
 * }</pre>
 */
public final class Snapshot implements AutoCloseable {

    private final TensorScope memory = TensorScope.owner();
    private final Tensor original;
    private final Tensor copy;

    private Snapshot(Tensor original) {
        this.original = original;
        try (var scope = TensorScope.open()) {
            copy = memory.keep(Tensor.uninitialized(original.dtype(), original.device(), original.shape()));
            copy.copy_(original);
        }
    }

    /** Of the weights; taken already. */
    public static Snapshot ofValues(Parameters parameters) {
        return new Snapshot(parameters.values());
    }

    /**
     * Of the gradients; taken already.
     *
     * @throws IllegalStateException if none are collected yet
     */
    public static Snapshot ofGradients(Parameters parameters) {
        return new Snapshot(parameters.gradients());
    }

    /** Copies what is there now, in place of what was taken before. */
    public void take() {
        try (var noGrad = Libtorch.noGrad()) {
            copy.copy_(original);
        }
    }

    /** Puts back what was taken, bit for bit. */
    public void restore() {
        try (var noGrad = Libtorch.noGrad()) {
            original.copy_(copy);
        }
    }

    /** What was taken + scale · what is there now; the latter is replaced by it. */
    public void restoreUnder(double scale) {
        try (var noGrad = Libtorch.noGrad()) {
            original.mul_(scale).add_(copy, 1);
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
