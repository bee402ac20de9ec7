package lockpick.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A main class of this test's class path in a process group of its own, started as the launcher does; what it prints goes to a file. */
record JavaProcess(Process process, Path output) {

    private static final long TIMEOUT_SECONDS = 600;

    static JavaProcess start(Path folder, String mainClass, String... arguments) throws IOException {
        Path home = Path.of(System.getProperty("lockpick.home", "..")).toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow", // of JDK 23 and newer
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx1g",
                "-Dorg.bytedeco.javacpp.nopointergc=true",
                "-Dorg.bytedeco.openblas.load=" + System.getProperty("org.bytedeco.openblas.load", "mkl"),
                "--enable-native-access=ALL-UNNAMED",
                "@" + home.resolve("launcher/spark.flags"),
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, mainClass.replaceAll(".*\\.", "") + "-", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .put("LOCKPICK_JOURNAL_SECONDS", "0"); // so that a run of seconds can go on from its middle
        return new JavaProcess(builder.start(), output);
    }

    long pid() {
        return process.pid();
    }

    boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** Waits for its end. */
    int exitCode() throws IOException, InterruptedException {
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            kill();
            throw new IllegalStateException("not done after " + TIMEOUT_SECONDS + " s:\n" + printed());
        }
        return process.exitValue();
    }

    String printed() throws IOException {
        return Files.readString(output);
    }

    /** Kills the process and all that it has started, and waits for its end. */
    void kill() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid()).start().waitFor();
        process.waitFor();
    }
}
