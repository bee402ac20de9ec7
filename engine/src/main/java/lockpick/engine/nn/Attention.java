package lockpick.engine.nn;

import lockpick.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Where the tokens of a forward pass stand and what they see. */
public sealed interface Attention {

    /** Tokens stand at 0 … T−1 of their row and see those up to themselves; rows may be padded on the right. */
    record Causal() implements Attention {}

    /**
     * Tokens stand at given positions and see what a mask lets them.
     *
     * @param positions [B, T] INT64, 0 for padding
     * @param mask [B, 1, T, T], 0 where token t sees token s and −∞ where not; every token sees itself
     */
    record Masked(Tensor positions, Tensor mask) implements Attention {}

    /**
     * Tokens continue rows whose earlier tokens are in a cache, and are stored there; each sees those of its row up to
     * its own position.
     *
     * @param cache where the token at position p of a slot is that slot's entry p
     * @param slots [B] INT64, the slot of each row; null if row i is slot i
     * @param positions [B, T] INT64
     * @param seen entries of a slot that are looked at, at least one more than the largest position; T where rows stand at
     *     0 … T−1, which see nothing else
     */
    record Cached(KvCache cache, @Nullable Tensor slots, Tensor positions, int seen) implements Attention {}
}
