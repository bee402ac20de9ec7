package lockpick.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A checkout of nothing but the launcher, in a folder with a space in its name, with a Maven and a JDK that are shell
 * scripts: Maven notes how it is called, java prints its arguments.
 */
final class Checkout {

    private final Path folder;

    Checkout(Path temporary) {
        folder = temporary.resolve("a checkout");
        Path home = Path.of(System.getProperty("lockpick.home", ".."));
        copy(home.resolve("lockpick"), root().resolve("lockpick"));
        try (Stream<Path> scripts = Files.list(home.resolve("launcher"))) {
            scripts.forEach(script -> copy(script, root().resolve("launcher").resolve(script.getFileName())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(root().resolve("pom.xml"), "<project/>");
        for (String module : List.of("engine", "study", "report", "cli", "spark")) {
            write(root().resolve(module).resolve("pom.xml"), "<project/>");
            write(root().resolve(module).resolve("src/main/java/A.java"), "class A {}");
        }
        script(folder.resolve("bin/mvn"), """
                echo "$@" >>../maven-calls
                sleep 0.2
                [ -e ../maven-fails ] && { echo '[ERROR] A.java:[1,1] class expected'; exit 1; }
                [ -e ../reports ] && mkdir -p study/target && cp -r ../reports study/target/surefire-reports
                touch ../library.jar
                for product in cli spark; do
                  mkdir -p $product/target/classes
                  printf %s "$PWD/$product/target/classes:$(cd .. && pwd)/library.jar" >$product/target/class-path
                done""");
    }

    Path root() {
        return folder.resolve("lockpick root");
    }

    /** A JDK that prints where libraries are looked for and its arguments, one a line, and exits with the number in FAKE_EXIT. */
    Path jdk(String version) {
        Path jdk = folder.resolve("jdk " + version);
        write(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(
                jdk.resolve("bin/java"),
                "printf '%s\\n' \"LD_LIBRARY_PATH=${LD_LIBRARY_PATH-}\" \"$@\"; exit ${FAKE_EXIT:-0}");
        script(jdk.resolve("bin/javac"), "exit 1");
        script(jdk.resolve("bin/jar"), "while [ $# -gt 0 ]; do [ \"$1\" = --file ] && touch \"$2\"; shift; done");
        return jdk;
    }

    /** Has Maven leave a test report behind, with the head that surefire gives it. */
    void makeMavenReport(int tests, int errors, int skipped, int failures) {
        script(folder.resolve("bin/chromium"), "exit 0");
        String head = "<testsuite name=\"lockpick.ATest\" time=\"0.112\" tests=\"%d\" errors=\"%d\" skipped=\"%d\""
                + " flakes=\"0\" failures=\"%d\">\n</testsuite>\n";
        write(
                folder.resolve("reports/TEST-lockpick.ATest.xml"),
                "<?xml version=\"1.0\"?>\n" + head.formatted(tests, errors, skipped, failures));
    }

    void makeMavenFail() {
        write(folder.resolve("maven-fails"), "");
    }

    int mavenCalls() throws IOException {
        return mavenArguments().size();
    }

    /** The arguments of each call of Maven. */
    List<String> mavenArguments() throws IOException {
        Path calls = folder.resolve("maven-calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    /** What the launcher is to take for this machine's NVIDIA driver and CUDA, in place of the real ones: none. */
    Map<String, String> machineWithoutCuda() {
        script(folder.resolve("bin/python3"), "echo " + "'" + folder.resolve("python packages") + "'");
        script(folder.resolve("bin/ldconfig"), "exit 1");
        return Map.of(
                "LOCKPICK_DRIVER_FILE",
                folder.resolve("driver").toString(),
                "CUDA_HOME",
                folder.resolve("cuda").toString());
    }

    /** Gives it a driver: the first line of its version file. */
    void makeDriver(String line) {
        write(folder.resolve("driver"), line + "\nGCC version:  gcc version 12.3.0\n");
    }

    void removeDriver() throws IOException {
        Files.delete(folder.resolve("driver"));
    }

    /** A command on the PATH that prints this. */
    void makeCommand(String name, String printed) {
        script(folder.resolve("bin").resolve(name), "echo '" + printed + "'");
    }

    /** Puts empty libraries into a folder. */
    Path makeLibraries(String where, String... names) {
        for (String name : names) {
            write(folder.resolve(where).resolve(name), "");
        }
        return folder.resolve(where);
    }

    Process start(Map<String, String> environment, String... arguments) throws IOException {
        String command = root().resolve("lockpick").toString();
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(command), Stream.of(arguments)).toList());
        builder.environment()
                .keySet()
                .removeAll(List.of(
                        "JAVA_HOME",
                        "LOCKPICK_JAVA_HOME",
                        "LD_LIBRARY_PATH",
                        "LOCKPICK_CUDA_LIBRARIES",
                        "LOCKPICK_DEVICE",
                        "SPARK_HOME"));
        builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().putAll(environment);
        return builder.directory(Path.of("/").toFile()).start();
    }

    Outcome run(Map<String, String> environment, String... arguments) throws Exception {
        return outcome(start(environment, arguments));
    }

    static Outcome outcome(Process process) throws Exception {
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the launcher still runs after 30 s");
        }
        return new Outcome(process.exitValue(), out, err);
    }

    record Outcome(int exit, String out, String err) {}

    private static void script(Path file, String body) {
        write(file, "#!/usr/bin/env bash\n" + body + "\n");
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(from, to, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
