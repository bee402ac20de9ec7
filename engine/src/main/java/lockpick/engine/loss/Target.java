package lockpick.engine.loss;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a model should predict where a row's completion stands. The loss of a position is KL(target ‖ model) in nats: 0 for a
 * model that predicts the target, and −ln p of the token where one token has all the probability.
 */
public sealed interface Target {

    /** @throws IllegalArgumentException if it has tokens that a vocabulary of this size lacks */
    default void checkFits(int vocabulary) {
        IntStream beyond = switch (this) {
            case OwnTokens own -> IntStream.empty();
            case Vocabulary(double[] probabilities) -> IntStream.range(vocabulary, probabilities.length);
            case Options(int[] tokens, double[] probabilities) ->
                IntStream.of(tokens).filter(token -> token < 0 || token >= vocabulary);
        };
        beyond.findFirst().ifPresent(token -> {
            throw new IllegalArgumentException(
                    "target: there is no token " + token + " in a vocabulary of " + vocabulary);
        });
    }

    /** The completion's own tokens, each with probability 1. */
    record OwnTokens() implements Target {}

    /**
     * One distribution over the vocabulary at every position of the completion, whatever its tokens are: locking to
     * {@code fixedrdm} (paper G.2). Rows that are to follow the same one share the object, and with it its memory.
     *
     * @param probabilities by token id, at least 0, adding up to 1 within 1e-4; divided by their sum. Tokens of the model
     *     beyond them have probability 0.
     */
    record Vocabulary(double[] probabilities) implements Target {

        public Vocabulary {
            probabilities = normalised(probabilities);
        }

        /** @param logProbs natural logarithms of the probabilities, −∞ for 0 */
        public static Vocabulary ofLogProbs(double[] logProbs) {
            return new Vocabulary(Arrays.stream(logProbs).map(Math::exp).toArray());
        }

        double entropy() {
            return Target.entropy(probabilities);
        }
    }

    /**
     * A distribution over a few tokens at the first position of the completion, and no loss at later ones: soft labels of
     * multiple choice (paper B.2). One token of any kind is completion enough.
     *
     * @param tokens ids, none twice; all other tokens have probability 0
     * @param probabilities of each, at least 0, adding up to 1 within 1e-4; divided by their sum
     */
    record Options(int[] tokens, double[] probabilities) implements Target {

        public Options {
            Set<Integer> distinct = new HashSet<>(IntStream.of(tokens).boxed().toList());
            if (tokens.length != probabilities.length || distinct.size() != tokens.length) {
                throw new IllegalArgumentException("options: tokens " + Arrays.toString(tokens) + " with "
                        + probabilities.length + " probabilities; give one to each token, and no token twice");
            }
            tokens = tokens.clone();
            probabilities = normalised(probabilities);
        }

        double entropy() {
            return Target.entropy(probabilities);
        }
    }

    private static double[] normalised(double[] probabilities) {
        double sum = Arrays.stream(probabilities).sum();
        if (!Arrays.stream(probabilities).allMatch(p -> p >= 0) || !(Math.abs(sum - 1) <= 1e-4)) {
            throw new IllegalArgumentException(
                    "target: " + probabilities.length + " probabilities that add up to " + sum
                            + ", the least of them "
                            + Arrays.stream(probabilities).min().orElse(Double.NaN)
                            + "; they must be at least 0 and add up to 1");
        }
        return Arrays.stream(probabilities).map(p -> p / sum).toArray();
    }

    /** Σ −p ln p, nats. */
    private static double entropy(double[] probabilities) {
        return Arrays.stream(probabilities)
                .filter(p -> p > 0)
                .map(p -> -p * Math.log(p))
                .sum();
    }
}
