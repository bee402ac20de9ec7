package lockpick.engine.loss;

/**
 * A prompt and the completion to learn, as one row of tokens.
 *
 * @param tokens the prompt's tokens, then the completion's
 * @param completionStart index of the completion's first token, at least 1; tokens before it are never a target
 */
public record Sequence(int[] tokens, int completionStart) {

    public Sequence {
        if (completionStart < 1 || completionStart >= tokens.length) {
            throw new IllegalArgumentException(
                    "sequence of " + tokens.length + " tokens: the completion cannot start at " + completionStart
                            + "; it needs a token before it and one in it");
        }
    }

    int completionLength() {
        return tokens.length - completionStart;
    }
}
