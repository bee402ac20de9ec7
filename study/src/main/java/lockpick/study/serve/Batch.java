package lockpick.study.serve;

/** Work of one kind that is done together; more may come while it is done. */
interface Batch {

    /** Equal for what may be done together. */
    Object kind();

    /** Whether some of it has not been begun. */
    boolean hasWaiting();

    /**
     * Does it on this thread.
     *
     * @param threads how many share it
     */
    void work(int threads);

    /** Nobody will do what is left. */
    void fail(RefusedException why);
}
