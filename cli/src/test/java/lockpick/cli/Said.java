package lockpick.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import picocli.CommandLine;

/** What a command said, and its exit code. */
record Said(int exitCode, String out, String problems) {

    /** Executes a command in this process, where 100 columns are no terminal. */
    static Said by(Function<Console, Object> command, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream problems = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(problems, true, StandardCharsets.UTF_8),
                false,
                100);
        int code = new CommandLine(command.apply(console))
                .setExecutionExceptionHandler((e, line, parsed) -> Lockpick.explain(e, console))
                .execute(arguments);
        return new Said(code, out.toString(StandardCharsets.UTF_8), problems.toString(StandardCharsets.UTF_8));
    }
}
