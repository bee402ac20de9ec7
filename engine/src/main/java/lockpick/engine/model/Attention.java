package lockpick.engine.model;

import lockpick.engine.nn.KvCache;
import lockpick.engine.tensor.Tensor;

/** Where the tokens of a forward pass stand and what they see. */
public sealed interface Attention {

    /** Tokens stand at 0 … T−1 of their row and see those up to themselves; rows may be padded on the right. */
    record Causal() implements Attention {}

    /**
     * Tokens stand at given positions and see what a mask lets them.
     *
     * @param positions [B, T], 0 for padding
     * @param mask [B, 1, T, T], 0 where token t sees token s and −∞ where not; every token sees itself
     */
    record Masked(Tensor positions, Tensor mask) implements Attention {}

    /**
     * Tokens continue rows whose earlier tokens are in a cache; they stand where they come in it, padding counted: only
     * distances matter to a rotary embedding.
     *
     * @param mask [B, 1, T, S], 0 where token t sees token s and −∞ where not, for the S tokens in the cache and among
     *     the new ones; every token sees itself
     */
    record Cached(Tensor mask, KvCache cache) implements Attention {}
}
