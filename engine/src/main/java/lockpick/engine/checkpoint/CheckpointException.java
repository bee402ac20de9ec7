package lockpick.engine.checkpoint;

import java.nio.file.Path;

/** A model folder that cannot be used; the message says which file, what is wrong, and what to do. */
public final class CheckpointException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CheckpointException(Path file, String problem) {
        super(file + ": " + problem);
    }
}
