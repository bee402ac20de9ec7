package lockpick.cli;

/** While open, Ctrl-C (or a plain kill) ends what is going on in good order and says what then. */
final class Interrupt implements AutoCloseable {

    private final Thread hook;
    private volatile boolean happened;

    /**
     * @param stop ends what is going on
     * @param then what to tell the user
     */
    Interrupt(Runnable stop, Console console, String then) {
        hook = new Thread(
                () -> {
                    happened = true;
                    stop.run();
                    console.status("");
                    console.line(then);
                },
                "interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean happened() {
        return happened;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            happened = true; // the JVM is ending: the hook is at work
        }
    }
}
