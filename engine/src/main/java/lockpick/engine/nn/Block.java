package lockpick.engine.nn;

import lockpick.engine.tensor.Tensor;

/**
 * One layer of a decoder: tokens look at each other, then each is worked on by itself.
 *
 * @param norm what attention reads through
 * @param attention the look at each other
 * @param rest all that follows
 */
public record Block(Norm norm, SelfAttention attention, Rest rest) {

    /** What a block does once its tokens have looked at each other. */
    @FunctionalInterface
    public interface Rest {

        /**
         * @param x what the block reads
         * @param normed the same through the norm
         * @param attended what attention makes of that
         * @return what the next block reads, of the same shape [T, B, D]
         */
        Tensor apply(Tensor x, Tensor normed, Tensor attended);
    }

    /** [T, B, D] → [T, B, D]. */
    public Tensor apply(Tensor x, Pass pass) {
        Tensor normed = norm.apply(x);
        return rest.apply(x, normed, attention.apply(normed, pass));
    }

    /** Only puts keys and values into the cache of the pass: all that later tokens need of the last block. */
    public void store(Tensor x, Pass pass) {
        attention.store(norm.apply(x), pass);
    }

    /** The same, with a vector [D] added at every token to what it leaves. */
    public Block plus(Tensor vector) {
        return new Block(
                norm,
                attention,
                (x, normed, attended) -> rest.apply(x, normed, attended).add(vector));
    }

    /** Attention first; feed-forward reads what it leaves. */
    public static Block sequential(
            Norm attentionNorm, SelfAttention attention, Norm feedForwardNorm, FeedForward feedForward) {
        return new Block(attentionNorm, attention, (x, normed, attended) -> {
            Tensor sum = x.add(attended);
            return sum.add(feedForward.apply(feedForwardNorm.apply(sum)));
        });
    }

    /** Both read the same input, each through a norm of its own. */
    public static Block parallel(
            Norm attentionNorm, SelfAttention attention, Norm feedForwardNorm, FeedForward feedForward) {
        return new Block(
                attentionNorm,
                attention,
                (x, normed, attended) -> x.add(attended).add(feedForward.apply(feedForwardNorm.apply(x))));
    }

    /** Both read the same input through one norm. */
    public static Block parallel(Norm norm, SelfAttention attention, FeedForward feedForward) {
        return new Block(
                norm, attention, (x, normed, attended) -> x.add(attended).add(feedForward.apply(normed)));
    }
}
