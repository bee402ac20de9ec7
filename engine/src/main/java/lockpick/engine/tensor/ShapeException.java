package lockpick.engine.tensor;

/** Shapes that do not fit together; the message says which operation was given which shapes. */
public final class ShapeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public ShapeException(String message) {
        super(message);
    }
}
