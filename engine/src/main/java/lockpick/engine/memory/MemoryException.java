package lockpick.engine.memory;

/** Training would not fit into memory; the message says what would. */
public final class MemoryException extends RuntimeException {

    MemoryException(String message) {
        super(message);
    }
}
