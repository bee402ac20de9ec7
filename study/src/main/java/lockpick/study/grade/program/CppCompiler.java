package lockpick.study.grade.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import lockpick.study.grade.program.Compilation.Compiled;
import lockpick.study.grade.program.Compilation.Failed;
import lockpick.study.grade.program.Compilation.Refused;
import lockpick.study.sandbox.Box;
import lockpick.study.sandbox.BoxSettings;
import lockpick.study.sandbox.BrokenBoxException;
import lockpick.study.sandbox.Command;
import lockpick.study.sandbox.IsolationException;
import lockpick.study.sandbox.Outcome;
import lockpick.study.sandbox.Outcome.Ending;
import lockpick.study.sandbox.RunLimits;
import lockpick.study.sandbox.Sandbox;

/** Compiles C++ programs, in the sandbox like everything else that reads them. */
final class CppCompiler {

    private static final long SCRATCH_BYTES = 256L << 20;
    private static final RunLimits AHEAD = new RunLimits(120_000, 600_000, 64 << 10, 16 << 10);
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final byte[] NO_INPUT = {};
    private static final String TRIAL = "int main() { std::vector<int> v(1); std::cout << v.size() << std::endl; }";
    private static final Pattern ERROR = Pattern.compile("(^|: |\\s)(fatal )?error: ");
    private static final Pattern OUT_OF_ROOM = Pattern.compile(
            "out of memory|bad_alloc|memory exhausted|cannot allocate|no space left|file too large",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CRASH = Pattern.compile(
            "internal compiler error|PLEASE submit a bug report|terminated program|signal terminated|crash backtrace");

    private final Sandbox sandbox;
    private final Toolchain toolchain;
    private final Path folder;
    private final ProgramLimits limits;

    private CppCompiler(Sandbox sandbox, Toolchain toolchain, Path folder, ProgramLimits limits) {
        this.sandbox = sandbox;
        this.toolchain = toolchain;
        this.folder = folder;
        this.limits = limits;
    }

    /**
     * A compiler with its headers compiled, which takes seconds the first time.
     *
     * @throws IsolationException if a program as plain as can be does not compile
     */
    static CppCompiler prepared(Sandbox sandbox, Toolchain toolchain, Path cache, ProgramLimits limits)
            throws IOException {
        Path folder = cache.resolve("compiler")
                .resolve(CacheKey.of(List.of(toolchain.identity())).hex());
        var compiler = new CppCompiler(sandbox, toolchain, folder.toAbsolutePath(), limits);
        if (Files.exists(folder) && compiler.compile(TRIAL, false) instanceof Compiled) {
            return compiler;
        }
        compiler.compileAhead(); // also where the system's headers have changed since
        Compilation trial = compiler.compile(TRIAL, false);
        if (!(trial instanceof Compiled)) {
            throw new IsolationException(toolchain.compiler() + " does not compile a plain program: " + trial);
        }
        return compiler;
    }

    private synchronized void compileAhead() throws IOException {
        Files.createDirectories(folder.getParent());
        Path unfinished = Files.createTempDirectory(folder.getParent(), "unfinished");
        Files.setPosixFilePermissions(unfinished, READABLE); // by the user id that compilers run under
        Toolchain.writeSources(unfinished);
        for (Toolchain.Ahead step : toolchain.ahead()) {
            try (Box box = sandbox.box(
                    BoxSettings.compiler(unfinished.toAbsolutePath(), limits.compileMemoryBytes(), SCRATCH_BYTES))) {
                box.command(Command.path(step.command().toArray(String[]::new)));
                Outcome outcome = box.run(NO_INPUT, AHEAD, Toolchain.RESULT);
                if (!outcome.succeeded()) {
                    throw new IsolationException(
                            toolchain.compiler() + " cannot make " + step.file() + ": " + firstError(outcome));
                }
                Path file = unfinished.resolve(step.file());
                Files.createDirectories(file.getParent());
                Files.setPosixFilePermissions(file.getParent(), READABLE);
                Files.write(file, outcome.result());
            }
        }
        if (Files.exists(folder)) {
            Files.move(folder, unfinished.resolveSibling(unfinished.getFileName() + "-old"));
        }
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.exists(folder)) { // else another process was faster, with the same result
                throw e;
            }
        }
    }

    /**
     * Compiles a program.
     *
     * @param assertions whether it ends in tests with a main of their own
     */
    Compilation compile(String source, boolean assertions) throws BrokenBoxException {
        Compilation first = compile(source, assertions, Toolchain.getsHeaders(source, assertions));
        // Names of headers that a program did not ask for may clash with its own.
        return first instanceof Refused && Toolchain.mayCompileWithoutHeaders(source, assertions)
                ? compile(source, assertions, false)
                : first;
    }

    private Compilation compile(String source, boolean assertions, boolean withHeaders) throws BrokenBoxException {
        Compilation compilation = new Failed("never tried");
        for (int attempt = 0; attempt < 2; attempt++) {
            try (Box box = sandbox.box(BoxSettings.compiler(folder, limits.compileMemoryBytes(), SCRATCH_BYTES))) {
                box.command(
                        Command.path(toolchain.compile(assertions, withHeaders).toArray(String[]::new)));
                Outcome outcome = box.run(source.getBytes(StandardCharsets.UTF_8), limits.compile(), Toolchain.RESULT);
                if (outcome.ending() != Ending.OUT_OF_WALL_TIME) {
                    return compilation(outcome);
                }
                compilation = compilation(outcome);
            }
        }
        return compilation;
    }

    private Compilation compilation(Outcome outcome) {
        String errors = new String(outcome.errors(), StandardCharsets.UTF_8);
        return switch (outcome.ending()) {
            case OUT_OF_CPU_TIME ->
                new Refused("does not compile within " + Reasons.seconds(limits.compileCpuMillis()) + " of CPU time");
            case TOO_MUCH_OUTPUT -> new Refused("does not compile: the compiler never stops writing");
            case OUT_OF_WALL_TIME -> new Failed("the machine is too busy to compile it");
            case NOT_STARTED -> new Failed("the compiler does not start (error " + outcome.code() + ")");
            case SIGNALLED ->
                OUT_OF_ROOM.matcher(errors).find()
                        ? new Refused("does not compile within " + Reasons.mebibytes(limits.compileMemoryBytes()))
                        : new Failed("the compiler crashed: " + Reasons.signal(outcome.code()));
            case EXITED -> {
                if (outcome.succeeded() && outcome.result().length > 0) {
                    yield new Compiled(outcome.result());
                }
                if (OUT_OF_ROOM.matcher(errors).find()) {
                    yield new Refused("does not compile within " + Reasons.mebibytes(limits.compileMemoryBytes()));
                }
                yield CRASH.matcher(errors).find()
                        ? new Failed("the compiler crashed: " + firstError(outcome))
                        : new Refused("does not compile: " + firstError(outcome));
            }
        };
    }

    private static String firstError(Outcome outcome) {
        List<String> lines =
                new String(outcome.errors(), StandardCharsets.UTF_8).lines().toList();
        return lines.stream()
                .filter(line -> ERROR.matcher(line).find()
                        || line.toLowerCase(Locale.ROOT).contains("undefined"))
                .findFirst()
                .or(() -> lines.stream().findFirst())
                .map(Reasons::line)
                .orElse("exit code " + outcome.code());
    }
}
