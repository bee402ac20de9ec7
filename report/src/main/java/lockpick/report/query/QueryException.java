package lockpick.report.query;

/** SQL that cannot be answered. The message is for the user as it stands. */
public final class QueryException extends Exception {
    private static final long serialVersionUID = 1;

    QueryException(String message) {
        super(message);
    }
}
