package lockpick.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a command said, and its exit code. */
record Said(int exitCode, String out, String problems) {

    List<String> lines() {
        return out.lines().toList();
    }

    List<JsonNode> json() {
        return out.lines().map(JsonMapper.shared()::readTree).toList();
    }

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

    /** The same with this on standard input. */
    static Said by(BiFunction<Console, InputStream, Object> command, String input, List<String> arguments) {
        InputStream standardInput = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return by(console -> command.apply(console, standardInput), arguments.toArray(String[]::new));
    }
}
