package lockpick.engine.loss;

import java.util.Arrays;

/**
 * A prompt and the completion to learn, as one row of tokens.
 *
 * @param tokens the prompt's tokens, then the completion's
 * @param completionStart index of the completion's first token, at least 1; tokens before it are never a target
 * @param target what is to be predicted in the completion's place
 * @param weights what the loss of each position that carries any is multiplied by; finite, and negative where it should grow
 */
public record Sequence(int[] tokens, int completionStart, Target target, double[] weights) {

    private static final Target OWN_TOKENS = new Target.OwnTokens();

    public Sequence {
        if (completionStart < 1 || completionStart >= tokens.length) {
            throw new IllegalArgumentException(
                    "sequence of " + tokens.length + " tokens: the completion cannot start at " + completionStart
                            + "; it needs a token before it and one in it");
        }
        int targets = targets(tokens, completionStart, target);
        if (weights.length != targets) {
            throw new IllegalArgumentException("sequence of " + tokens.length + " tokens: it has " + weights.length
                    + " weights, but " + targets + " positions carry loss; give one to each");
        }
        for (double weight : weights) {
            if (!Double.isFinite(weight)) {
                throw new IllegalArgumentException("sequence of " + tokens.length + " tokens: its weight is " + weight);
            }
        }
    }

    /** Of weight 1. */
    public Sequence(int[] tokens, int completionStart, Target target) {
        this(tokens, completionStart, target, 1);
    }

    private Sequence(int[] tokens, int completionStart, Target target, double weight) {
        this(tokens, completionStart, target, filled(targets(tokens, completionStart, target), weight));
    }

    /** A completion whose own tokens are to be predicted, of weight 1. */
    public Sequence(int[] tokens, int completionStart) {
        this(tokens, completionStart, OWN_TOKENS);
    }

    /** The same row with another weight at all its positions. */
    public Sequence weighted(double other) {
        return new Sequence(tokens, completionStart, target, other);
    }

    /** The same row with another weight at each position. */
    public Sequence weighted(double[] others) {
        return new Sequence(tokens, completionStart, target, others);
    }

    /** Whether every position weighs 1. */
    public boolean isEven() {
        return Arrays.stream(weights).allMatch(weight -> weight == 1);
    }

    /** The completion's tokens. */
    public int[] completion() {
        return Arrays.copyOfRange(tokens, completionStart, tokens.length);
    }

    /** What all positions weigh together. */
    public double weight() {
        return Arrays.stream(weights).sum();
    }

    /** Positions that carry loss. */
    public int targets() {
        return targets(tokens, completionStart, target);
    }

    private static int targets(int[] tokens, int completionStart, Target target) {
        return switch (target) {
            case Target.OwnTokens own -> tokens.length - completionStart;
            case Target.Vocabulary vocabulary -> tokens.length - completionStart;
            case Target.Options options -> 1;
        };
    }

    private static double[] filled(int length, double weight) {
        double[] weights = new double[Math.max(0, length)]; // of a wrong start, which is refused
        Arrays.fill(weights, weight);
        return weights;
    }
}
