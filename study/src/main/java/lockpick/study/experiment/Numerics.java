package lockpick.study.experiment;

/** Which arithmetic a run was computed with, as part of its key. */
public final class Numerics {

    /**
     * Raised with every change to the code that gives other bits for the same settings: another initialisation, order
     * of sums, batching, random stream, or data set; and with every change to what run folders hold. Then no finished run is
     * used again.
     */
    public static final int VERSION = 7;

    private Numerics() {}
}
