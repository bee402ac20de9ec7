package lockpick.engine.nn;

import lockpick.engine.tensor.Tensor;

/** One layer of a decoder: tokens look at each other, then each is worked on by itself. */
@FunctionalInterface
public interface Block {

    /** [T, B, D] → [T, B, D]. */
    Tensor apply(Tensor x, Pass pass);

    /** Attention first; feed-forward reads what it leaves. */
    static Block sequential(
            Norm attentionNorm, SelfAttention attention, Norm feedForwardNorm, FeedForward feedForward) {
        return (x, pass) -> {
            Tensor attended = x.add(attention.apply(attentionNorm.apply(x), pass));
            return attended.add(feedForward.apply(feedForwardNorm.apply(attended)));
        };
    }

    /** Both read the same input, each through a norm of its own. */
    static Block parallel(Norm attentionNorm, SelfAttention attention, Norm feedForwardNorm, FeedForward feedForward) {
        return (x, pass) ->
                x.add(attention.apply(attentionNorm.apply(x), pass)).add(feedForward.apply(feedForwardNorm.apply(x)));
    }

    /** Both read the same input through one norm. */
    static Block parallel(Norm norm, SelfAttention attention, FeedForward feedForward) {
        return (x, pass) -> {
            Tensor normed = norm.apply(x);
            return x.add(attention.apply(normed, pass)).add(feedForward.apply(normed));
        };
    }
}
