package lockpick.engine.hub;

import java.io.IOException;

/** A repository cannot be fetched. The message says what is wrong and what to do; it is for the user as it stands. */
public final class HubException extends IOException {

    private static final long serialVersionUID = 1L;

    HubException(String message) {
        super(message);
    }
}
