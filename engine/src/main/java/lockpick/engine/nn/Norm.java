package lockpick.engine.nn;

import lockpick.engine.tensor.Tensor;

/** Brings the last dimension to a common size. */
@FunctionalInterface
public interface Norm {

    /** Same shape in and out. */
    Tensor apply(Tensor x);
}
