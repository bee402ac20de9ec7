package lockpick.engine.nn;

import lockpick.engine.tensor.Tensor;

/**
 * Attention of tokens to those before them.
 *
 * @param layer number of the block, from 0: its place in the cache
 * @param projection makes the heads
 * @param output [heads · d] → [D]
 */
public record SelfAttention(int layer, Heads.Projection projection, Linear output) {

    /** [T, B, D] → [T, B, D]. */
    public Tensor apply(Tensor x, Pass pass) {
        return output.apply(pass.attend(layer, projection.of(x)));
    }

    /** Only puts the keys and values of [T, B, D] into the cache of the pass. */
    void store(Tensor x, Pass pass) {
        pass.store(layer, projection.of(x));
    }
}
