package lockpick.cli;

/** What the user asked for cannot be done as it was said. The message is for the user as it stands. */
final class MistakeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MistakeException(String message) {
        super(message);
    }
}
