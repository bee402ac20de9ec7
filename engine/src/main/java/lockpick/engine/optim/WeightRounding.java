package lockpick.engine.optim;

/**
 * How the change of a step reaches weights of BFLOAT16. A step computes in FLOAT32; its change is mostly less than half the
 * distance to the next BFLOAT16 number, and rounding to the nearest would lose it every time. Weights of other types take
 * the change as it is.
 */
public enum WeightRounding {
    /** Up or down at random, so that the mean of many changes arrives; takes no memory. */
    STOCHASTIC,
    /** To the nearest, of FLOAT32 weights that the optimizer keeps beside; takes four bytes a number. */
    MASTER_WEIGHTS
}
