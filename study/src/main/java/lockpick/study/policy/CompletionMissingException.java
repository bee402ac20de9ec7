package lockpick.study.policy;

/** Completions were recorded for other problems, or too few. The message is for the user as it stands. */
public final class CompletionMissingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param message which is missing, and what to do */
    public CompletionMissingException(String message) {
        super(message);
    }
}
