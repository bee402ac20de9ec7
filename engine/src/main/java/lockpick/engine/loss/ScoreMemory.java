package lockpick.engine.loss;

import lockpick.engine.tensor.DType;

/** What scores of a training pass take, which exist for a few positions at a time. */
public final class ScoreMemory {

    private static final long MOST = 16 << 20; // scores at a time: 64 MiB as FLOAT32

    private ScoreMemory() {}

    /** How many positions go through the head at a time. */
    static long atOnce(int vocabulary) {
        return Math.max(1, MOST / vocabulary);
    }

    /**
     * Bytes at most: scores and their log-probabilities, in whose place gradients are made; of BFLOAT16, scores in both types.
     *
     * @param targets positions of the pass that have a target
     */
    public static long bytes(DType dtype, int vocabulary, long targets) {
        int precise = Math.max(DType.FLOAT32.bytes(), dtype.bytes());
        int narrow = dtype == DType.BFLOAT16 ? dtype.bytes() : 0;
        long rows = targets == 0 ? 0 : Math.ceilDiv(targets, Math.ceilDiv(targets, atOnce(vocabulary)));
        return rows * vocabulary * (2L * precise + narrow);
    }
}
