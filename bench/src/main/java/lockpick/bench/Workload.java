package lockpick.bench;

/** Work that is repeated and timed. Owns its model; close it to free that. */
interface Workload extends AutoCloseable {

    /** Does the work once. */
    void repeat();

    /** What one repetition gets done, in the block's unit. */
    long amount();

    /** Multiplications and additions in the matrix products with weights, of one repetition. */
    double flop();

    @Override
    void close();
}
