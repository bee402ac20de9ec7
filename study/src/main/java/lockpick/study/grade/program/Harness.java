package lockpick.study.grade.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lockpick.study.sandbox.Command;

/**
 * The scripts that run Python programs, each in a Python of its own.
 *
 * @param python the interpreter
 */
record Harness(Path python, String input, String call, String assertions) {

    static Harness of(Path python) throws IOException {
        return new Harness(python, script("input.py"), script("call.py"), script("assertions.py"));
    }

    Command forInput(String source) {
        return command(input).withDescriptor3(source.getBytes(StandardCharsets.UTF_8));
    }

    Command forCalls(String source, String function) {
        return command(call, function).withDescriptor3(source.getBytes(StandardCharsets.UTF_8));
    }

    /** @param given as the script expects it */
    Command forAssertions(byte[] given) {
        return command(assertions).withDescriptor3(given);
    }

    private Command command(String script, String... arguments) {
        List<String> words = new ArrayList<>(List.of(python.toString(), "-s", "-B", "-c", script));
        words.addAll(List.of(arguments));
        return Command.path(words.toArray(String[]::new));
    }

    /** Tells one interpreter and its scripts from another. */
    List<String> identity() throws IOException {
        Path real = python.toRealPath();
        return List.of(real + " " + Files.size(real) + " " + Files.getLastModifiedTime(real), input, call, assertions);
    }

    private static String script(String name) throws IOException {
        try (InputStream in = Harness.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
