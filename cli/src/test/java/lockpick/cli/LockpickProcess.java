package lockpick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Lockpick in a process group of its own, as a shell starts it; what it prints goes to a file. */
final class LockpickProcess {

    private static final long TIMEOUT_SECONDS = 300;

    private final Process process;
    private final Path output;

    private LockpickProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it on the class path of this test.
     *
     * @param folder its working folder
     * @param flags of the JVM, such as {@code -Dfixture.fault=kill}
     */
    static LockpickProcess start(Path folder, String mainClass, List<String> flags, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "setsid",
                // Programs started in the background of a script inherit that Ctrl-C is ignored; this one must not.
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx1g",
                "-Dorg.bytedeco.javacpp.nopointergc=true",
                "-Dorg.bytedeco.openblas.load=" + System.getProperty("org.bytedeco.openblas.load", "mkl"),
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "output-", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .put("LOCKPICK_JOURNAL_SECONDS", "0"); // so that a run of a second can go on from its middle
        return new LockpickProcess(builder.start(), output);
    }

    /** What a finished command printed, and its exit code. */
    record Result(int exitCode, String output) {

        String lastLine() {
            return output.stripTrailing().lines().reduce("", (earlier, later) -> later);
        }
    }

    Result await() throws IOException, InterruptedException {
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            signal("KILL");
            throw new IllegalStateException("not done after " + TIMEOUT_SECONDS + " s:\n" + printed());
        }
        return new Result(process.exitValue(), printed());
    }

    boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    String printed() throws IOException {
        return Files.readString(output);
    }

    /** Waits until it has printed something. */
    void awaitPrinted(String text) throws IOException, InterruptedException {
        for (int i = 0; i < TIMEOUT_SECONDS * 20 && process.isAlive(); i++) {
            if (printed().contains(text)) {
                return;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("never printed '" + text + "' but:\n" + printed());
    }

    /** Its worker processes. */
    List<ProcessHandle> workers() {
        return process.descendants().toList();
    }

    /** Sends a signal to the process and all its workers. */
    void signal(String name) throws IOException, InterruptedException {
        kill(name, "-" + process.pid());
    }

    /** Sends a signal to the process alone. */
    void signalAlone(String name) throws IOException, InterruptedException {
        kill(name, String.valueOf(process.pid()));
    }

    private static void kill(String name, String target) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, "--", target).start().waitFor();
    }
}
