package lockpick.study.sandbox;

import java.io.IOException;

/** A box ended before its time: not the doing of the program in it, but of the machine. */
public final class BrokenBoxException extends IOException {

    private static final long serialVersionUID = 1;

    BrokenBoxException(String message) {
        super(message);
    }

    BrokenBoxException(String message, Throwable cause) {
        super(message, cause);
    }
}
