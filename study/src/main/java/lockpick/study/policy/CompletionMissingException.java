package lockpick.study.policy;

/** Completions were recorded for other problems, or too few. The message is for the user as it stands. */
public final class CompletionMissingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CompletionMissingException(String message) {
        super(message);
    }
}
