package lockpick.study.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The two small C programs of the sandbox, compiled once for each version of their sources and of the compiler.
 *
 * @param runner where the program lies that runs commands inside a box
 * @param probe the program that the self-test runs
 */
record Runner(Path runner, byte[] probe) {

    private static final List<String> SOURCES = List.of("filter.h", "runner.c", "probe.c");
    private static final int COMPILER_SECONDS = 60;

    static Runner compiled(Path compiler, Path cache) throws IOException {
        Path folder = cache.resolve("sandbox").resolve(key(compiler));
        if (!Files.exists(folder)) {
            Files.createDirectories(folder.getParent());
            Path unfinished = Files.createTempDirectory(folder.getParent(), "unfinished");
            for (String source : SOURCES) {
                Files.write(unfinished.resolve(source), source(source));
            }
            compile(compiler, unfinished, "runner");
            compile(compiler, unfinished, "probe");
            try {
                Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (!Files.exists(folder)) { // else another process was faster, with the same result
                    throw e;
                }
            }
        }
        return new Runner(folder.resolve("runner").toAbsolutePath(), Files.readAllBytes(folder.resolve("probe")));
    }

    private static void compile(Path compiler, Path folder, String name) throws IOException {
        Path log = folder.resolve(name + ".log");
        Process process = new ProcessBuilder(
                        compiler.toString(), "-std=gnu11", "-O2", "-static", name + ".c", "-o", name)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(COMPILER_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IsolationException(
                        compiler + " needs more than " + COMPILER_SECONDS + " s for " + name + ".c");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while compiling the sandbox's runner", e);
        }
        if (process.exitValue() != 0) {
            String said = Files.readString(log).lines().findFirst().orElse("exit code " + process.exitValue());
            throw new IsolationException(compiler + " cannot compile the sandbox's " + name + ".c: " + said);
        }
    }

    private static String key(Path compiler) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String source : SOURCES) {
                digest.update(source(source));
            }
            Path real = compiler.toRealPath(); // its size and time stand for its version
            String version = real + " " + Files.size(real) + " " + Files.getLastModifiedTime(real);
            digest.update(version.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] source(String name) throws IOException {
        try (InputStream in = Runner.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is not on the class path");
            }
            return in.readAllBytes();
        }
    }
}
