package lockpick.engine.loss;

/**
 * A prompt and the completion to learn, as one row of tokens.
 *
 * @param tokens the prompt's tokens, then the completion's
 * @param completionStart index of the completion's first token, at least 1; tokens before it are never a target
 * @param target what is to be predicted in the completion's place
 * @param weight what the row's loss is multiplied by; finite, and negative where it should grow
 */
public record Sequence(int[] tokens, int completionStart, Target target, double weight) {

    private static final Target OWN_TOKENS = new Target.OwnTokens();

    public Sequence {
        if (completionStart < 1 || completionStart >= tokens.length) {
            throw new IllegalArgumentException(
                    "sequence of " + tokens.length + " tokens: the completion cannot start at " + completionStart
                            + "; it needs a token before it and one in it");
        }
        if (!Double.isFinite(weight)) {
            throw new IllegalArgumentException("sequence of " + tokens.length + " tokens: its weight is " + weight);
        }
    }

    /** Of weight 1. */
    public Sequence(int[] tokens, int completionStart, Target target) {
        this(tokens, completionStart, target, 1);
    }

    /** A completion whose own tokens are to be predicted, of weight 1. */
    public Sequence(int[] tokens, int completionStart) {
        this(tokens, completionStart, OWN_TOKENS);
    }

    /** The same row with another weight. */
    public Sequence weighted(double other) {
        return new Sequence(tokens, completionStart, target, other);
    }

    /** Positions that carry loss. */
    public int targets() {
        return switch (target) {
            case Target.OwnTokens own -> tokens.length - completionStart;
            case Target.Vocabulary vocabulary -> tokens.length - completionStart;
            case Target.Options options -> 1;
        };
    }
}
