package lockpick.cli;

/** No run, or more than one, is called what the user said. The message is for the user as it stands. */
final class UnknownRunException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnknownRunException(String message) {
        super(message);
    }
}
