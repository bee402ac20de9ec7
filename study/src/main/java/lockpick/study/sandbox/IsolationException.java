package lockpick.study.sandbox;

import java.io.IOException;

/**
 * Programs cannot be run in isolation here, so none was run. The message says what is missing and how to install it; it
 * is for the user as it stands.
 */
public final class IsolationException extends IOException {

    private static final long serialVersionUID = 1;

    /** What the sandbox and the graders of programs need, on Debian and Ubuntu. */
    public static final String INSTALL = "sudo apt-get install bubblewrap g++ clang lld python3";

    public IsolationException(String problem) {
        super("programs cannot be run in isolation: " + problem
                + "\nNone was run. Install what is missing and try again:\n  " + INSTALL);
    }

    public IsolationException(String problem, Throwable cause) {
        this(problem);
        initCause(cause);
    }
}
