package lockpick.engine.generate;

import java.nio.IntBuffer;

/**
 * How a prompt's tokens, all but the last, come into a slot: a beginning that requests declare to share is copied, the
 * rest is read in one pass. Depends on the request alone.
 *
 * @param capacity entries of the slot
 * @param prefix the beginning
 * @param length tokens of the pass, padded
 */
record Prefill(int capacity, IntBuffer prefix, int length) {

    private static final int FEWEST = 4;

    static Prefill of(Generator.Request request, int maxNewTokens, int maxTokens) {
        int tokens = request.prompt().length;
        int capacity = capacity(tokens + maxNewTokens, maxTokens);
        int prefix = Math.min(request.sharedPrefix(), tokens - 1);
        int length = Math.min(Lengths.padded(tokens - 1 - prefix), capacity - prefix);
        return new Prefill(capacity, IntBuffer.wrap(request.prompt(), 0, prefix).slice(), length);
    }

    /** Entries of a slot that has to hold so many tokens. */
    static int capacity(int tokens, int maxTokens) {
        return Math.min(Lengths.capacity(tokens), maxTokens);
    }

    /**
     * Rows of the pass: few enough that slots rarely wait for others to be free, and no fewer than four where there are as
     * many slots. Where MKL computes without AVX-512, the rows of a product of two or three differ by their place.
     */
    int rows(int slots) {
        return Lengths.rows(length, Math.clamp(slots / 4, Math.min(FEWEST, slots), slots));
    }

    /** Entries that are filled. */
    int end() {
        return prefix.remaining() + length;
    }
}
