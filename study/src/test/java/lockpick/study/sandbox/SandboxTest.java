package lockpick.study.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import lockpick.study.sandbox.Outcome.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox either isolates or does not open; a box runs commands one after another and leaves nothing. */
class SandboxTest {

    private static final RunLimits LIMITS = new RunLimits(1_000, 20_000, 100, 100);
    private static final BoxSettings INTERPRETED = BoxSettings.interpreted(512L << 20);
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    private Path cache;

    @Test
    void aMachineWithoutBubblewrapIsToldWhatToInstall() {
        Tools poor = Tools.ofSystem().without("bwrap");
        assertThatThrownBy(() -> Sandbox.open(cache, poor))
                .isInstanceOf(IsolationException.class)
                .hasMessageStartingWith("programs cannot be run in isolation: there is no bwrap in /usr/bin")
                .hasMessageEndingWith("sudo apt-get install bubblewrap g++ clang lld python3");
    }

    @Test
    void aMachineWithoutACompilerIsToldWhatToInstall() {
        Tools poor = Tools.ofSystem().without("gcc", "clang", "cc");
        assertThatThrownBy(() -> Sandbox.open(cache, poor))
                .isInstanceOf(IsolationException.class)
                .hasMessageContaining("there is no gcc, clang, cc")
                .hasMessageContaining("apt-get install");
    }

    /** It starts the runner as it is, the way a script for convenience might. */
    @Test
    void aBubblewrapThatDoesNotIsolateIsNotBelieved() throws IOException {
        assertThatThrownBy(() -> Sandbox.open(
                        cache,
                        with("while [ \"$1\" != /runner ]; do shift; done; shift\n" + "exec \"" + cache
                                + "\"/sandbox/*/runner \"$@\"")))
                .isInstanceOf(IsolationException.class)
                .hasMessageContaining("starts as process 1 of a sandbox only");
    }

    /** It isolates, but for the network and the machine's files. */
    @Test
    void aBubblewrapThatIsolatesTooLittleIsNotBelieved() throws IOException {
        assertThatThrownBy(() -> Sandbox.open(cache, with("exec /usr/bin/bwrap --ro-bind /etc /etc \"$@\"")))
                .isInstanceOf(IsolationException.class)
                .hasMessageContaining("a program in the sandbox is not held: it sees files");
    }

    @Test
    void aBubblewrapThatFailsSaysWhy() throws IOException {
        assertThatThrownBy(() -> Sandbox.open(cache, with("echo 'no permission to make namespaces' >&2; exit 1")))
                .isInstanceOf(IsolationException.class)
                .hasMessageContaining("no permission to make namespaces");
    }

    private Tools with(String bubblewrap) throws IOException {
        Path folder = Files.createDirectories(cache.resolve("bin"));
        Path script = Files.writeString(folder.resolve("bwrap"), "#!/bin/sh\n" + bubblewrap + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Tools(List.of(folder, Path.of("/usr/bin")), Set.of());
    }

    @Test
    void aBoxRunsCommandsOneAfterAnother() throws IOException {
        try (Sandbox sandbox = Sandbox.open(cache);
                Box box = sandbox.box(INTERPRETED)) {
            box.command(Command.path(PYTHON, "-c", "print(input() * 2)"));
            assertThat(text(box.run("ab".getBytes(StandardCharsets.UTF_8), LIMITS)
                            .output()))
                    .isEqualTo("abab\n");
            assertThat(text(box.run("cd".getBytes(StandardCharsets.UTF_8), LIMITS)
                            .output()))
                    .isEqualTo("cdcd\n");
            box.command(Command.path(PYTHON, "-c", "import sys; sys.exit(open(3).read())")
                    .withDescriptor3("third".getBytes(StandardCharsets.UTF_8)));
            Outcome outcome = box.run(new byte[0], LIMITS);
            assertThat(text(outcome.errors())).isEqualTo("third\n");
            assertThat(outcome.ending()).isEqualTo(Ending.EXITED);
            assertThat(outcome.code()).isEqualTo(1);
        }
    }

    @Test
    void aCommandThatIsNotThereDoesNotStart() throws IOException {
        try (Sandbox sandbox = Sandbox.open(cache);
                Box box = sandbox.box(INTERPRETED)) {
            box.command(Command.path("/usr/bin/no-such-command"));
            Outcome outcome = box.run(new byte[0], LIMITS);
            assertThat(outcome.ending()).isEqualTo(Ending.NOT_STARTED);
            assertThat(outcome.code()).as("ENOENT").isEqualTo(2);
        }
    }

    @Test
    void largeInputsArriveWhole() throws IOException {
        byte[] input = "x".repeat(5_000_000).getBytes(StandardCharsets.UTF_8);
        try (Sandbox sandbox = Sandbox.open(cache);
                Box box = sandbox.box(INTERPRETED)) {
            box.command(Command.path(PYTHON, "-c", "import sys; print(len(sys.stdin.read()))"));
            assertThat(text(box.run(input, LIMITS).output())).isEqualTo("5000000\n");
        }
    }

    @Test
    void boxesAreIndependent() throws IOException {
        try (Sandbox sandbox = Sandbox.open(cache);
                Box one = sandbox.box(INTERPRETED);
                Box other = sandbox.box(INTERPRETED)) {
            one.command(Command.path(PYTHON, "-c", "import os; print(os.getuid())"));
            other.command(Command.path(PYTHON, "-c", "import os; print(os.getuid())"));
            String uid = text(one.run(new byte[0], LIMITS).output());
            boolean root = Identity.isRoot(); // anybody else cannot give away user ids
            assertThat(uid.equals(text(other.run(new byte[0], LIMITS).output())))
                    .isEqualTo(!root);
        }
    }

    @Test
    void aClosedBoxLeavesNoProcess() throws IOException {
        try (Sandbox sandbox = Sandbox.open(cache)) {
            Box box = sandbox.box(INTERPRETED);
            box.command(Command.path(PYTHON, "-c", "pass"));
            box.run(new byte[0], LIMITS);
            assertThat(ProcessHandle.current().descendants()).isNotEmpty();
            box.close();
            assertThat(ProcessHandle.current().descendants()).isEmpty();
        }
    }

    @Test
    void aBoxWhoseProcessIsGoneIsBrokenAndNoOutcome() throws IOException {
        try (Sandbox sandbox = Sandbox.open(cache);
                Box box = sandbox.box(INTERPRETED)) {
            box.command(Command.path(PYTHON, "-c", "pass"));
            box.run(new byte[0], LIMITS);
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            assertThatThrownBy(() -> box.run(new byte[0], LIMITS)).isInstanceOf(BrokenBoxException.class);
        }
    }

    @Test
    void limitsMustBePositive() {
        assertThatThrownBy(() -> new RunLimits(0, 1, 1, 1)).hasMessageContaining("was given 0 ms of CPU");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
