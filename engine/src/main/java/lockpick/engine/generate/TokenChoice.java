package lockpick.engine.generate;

import java.util.Optional;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Tensor;

/** Chooses the next token of each row where the scores are, without bringing them to Java. */
final class TokenChoice {

    private TokenChoice() {}

    /** The most likely tokens [B] INT64 of scores [B, V]. */
    static Tensor mostLikely(Tensor logits) {
        return logits.argmax();
    }

    /**
     * Tokens drawn from softmax(scores / temperature) among those that top-k and then top-p let compete.
     *
     * @param logits [B, V]
     * @param draws [B, 1] FLOAT64, a number from 0 to below 1 for each row; with the competing tokens' probabilities laid side
     *     by side in the order of their ids, the token is chosen whose stretch it falls into
     * @return [B] INT64
     */
    static Tensor drawn(Tensor logits, Sampling sampling, Tensor draws) {
        Tensor likeliest = logits.largest(); // (B, 1)
        Tensor weights = weights(logits, likeliest, sampling);
        Optional<Tensor> competing = competing(logits, likeliest, sampling);
        if (competing.isPresent()) {
            weights = weights.mul(competing.get());
        }
        Tensor ends = weights.cumSum(-1); // where each token's stretch ends
        Tensor total = ends.narrow(-1, ends.size(-1) - 1, 1);
        return ends.atMost(total.mul(draws)).countTrue().view(-1);
    }

    /** Probabilities in units of the likeliest token's. */
    private static Tensor weights(Tensor logits, Tensor likeliest, Sampling sampling) {
        return logits.sub(likeliest)
                .to(DType.FLOAT64)
                .mul_(1 / sampling.temperature())
                .exp_();
    }

    /** Which tokens compete, [B, V] BOOL; empty if all do. */
    private static Optional<Tensor> competing(Tensor logits, Tensor likeliest, Sampling sampling) {
        long vocabulary = logits.size(-1);
        long most = sampling.topK() == 0 ? vocabulary : Math.min(sampling.topK(), vocabulary);
        if (most == vocabulary && sampling.topP() == 1) {
            return Optional.empty();
        }
        Tensor ranked = most == vocabulary ? logits.descending() : logits.largest(most);
        Tensor reached = weights(ranked, likeliest, sampling).cumSum(-1);
        Tensor total = reached.narrow(-1, most - 1, 1);
        // A token competes if those before it fall short of p: one more than there are sums that do.
        Tensor last = total.mul(sampling.topP()).greater(reached).countTrue();
        Tensor threshold = ranked.gather(-1, last);
        Tensor above = logits.greater(threshold);
        Tensor equal = logits.same(threshold);
        Tensor room = last.add(1).sub(above.countTrue());
        return Optional.of(above.or(equal.and(equal.cumSum(-1).atMost(room))));
    }
}
