package lockpick.engine.generate;

/**
 * The lengths that tensors have in place of a row's own. They depend on nothing else, so that every row is always computed
 * in tensors of the same shapes; and there are few of them, so that many rows share one.
 */
final class Lengths {

    private static final int OWN = 16;
    private static final int STEPS = 8;

    private Lengths() {}

    /** What tokens that are read together are padded to: 16 and fewer to their own number, then 8 steps to each doubling. */
    static int padded(int tokens) {
        return tokens <= OWN ? tokens : stepped(tokens, STEPS);
    }

    /** Entries of a slot that has to hold so many tokens: at least 16, then 2 steps to each doubling. */
    static int capacity(int tokens) {
        return Math.max(OWN, stepped(tokens, 2));
    }

    private static int stepped(int tokens, int steps) {
        int step = Math.max(1, Integer.highestOneBit(tokens - 1) / steps);
        return Math.ceilDiv(tokens, step) * step;
    }

    /** Rows that are read together, of which each has so many tokens: about 512 tokens in all. */
    static int rows(int tokens, int most) {
        int rows = Math.clamp(512 / Math.max(1, tokens), 1, most);
        return rows < 16 ? rows : rows / 16 * 16; // matrix products are fastest so
    }
}
