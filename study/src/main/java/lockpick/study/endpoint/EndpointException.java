package lockpick.study.endpoint;

/**
 * A service refuses, or does not answer as it should. The message says where, what the service said, and what to do; it is
 * for the user as it stands, and holds no API key.
 */
public final class EndpointException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public EndpointException(String message) {
        super(message);
    }
}
