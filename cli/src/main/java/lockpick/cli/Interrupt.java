package lockpick.cli;

import lockpick.study.execute.Executor;

/** While open, Ctrl-C (or a plain kill) ends the computing in good order and says how to go on. */
final class Interrupt implements AutoCloseable {

    private final Thread hook;
    private volatile boolean happened;

    /** @param goOn what to tell the user */
    Interrupt(Executor executor, Console console, String goOn) {
        hook = new Thread(
                () -> {
                    happened = true;
                    executor.stop();
                    console.status("");
                    console.line(goOn);
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
