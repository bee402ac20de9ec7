package lockpick.cli;

/** The native library of tensors cannot be loaded. The message is for the user as it stands. */
final class NativeLibraryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NativeLibraryException(LinkageError error) {
        super(
                "the native library (libtorch) cannot be loaded: " + deepest(error) + "; it needs Linux on x86-64",
                error);
    }

    private static Throwable deepest(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
