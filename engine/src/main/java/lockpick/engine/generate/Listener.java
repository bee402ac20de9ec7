package lockpick.engine.generate;

/** Hears of one completion from the thread that writes it, which should not be kept waiting. */
@FunctionalInterface
public interface Listener {

    /** The completion is over; nothing comes after this. */
    void over(Generated generated);

    /** It has one more token, the end token included; its log-probability is 0 unless the sampling asks for it. */
    default void wrote(ScoredToken token) {}

    /** Whether somebody still wants it; otherwise it is not begun or not written on, and nothing more is heard of it. */
    default boolean isWanted() {
        return true;
    }
}
