package lockpick.study.run;

import java.io.IOException;

/**
 * The runs folder cannot be used: not writable, full, or taken by another process. The message says where, what is
 * wrong and what to do; it is for the user as it stands.
 */
public final class StorageException extends IOException {

    private static final long serialVersionUID = 1;

    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
