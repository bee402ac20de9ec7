package lockpick.engine.nn;

import lockpick.engine.tensor.Tensor;

/** What a block does to each token by itself; [..., D] → [..., D]. */
@FunctionalInterface
public interface FeedForward {

    Tensor apply(Tensor x);

    /** Two matrices with a curve between them. */
    static FeedForward plain(Linear up, Activation activation, Linear down) {
        return x -> down.apply(activation.apply(up.apply(x)));
    }

    /** A gate opens each inner number (Shazeer, 2020). */
    static FeedForward gated(Linear gate, Linear up, Activation activation, Linear down) {
        return x -> down.apply(activation.apply(gate.apply(x)).mul(up.apply(x)));
    }
}
