package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import lockpick.study.task.math.MathData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class WriteTwinTest {

    @TempDir
    private Path home;

    private record Said(int exitCode, String out, String problems) {}

    private static Said twin(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream problems = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(problems, true, StandardCharsets.UTF_8),
                false,
                100);
        int code = new CommandLine(new WriteTwin(console))
                .setExecutionExceptionHandler((e, line, parsed) -> Lockpick.explain(e, console))
                .execute(arguments);
        return new Said(code, out.toString(StandardCharsets.UTF_8), problems.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aTwinIsWrittenAsItsRealDataSetIsRead() throws IOException {
        Path into = home.resolve("twins/math");
        Said said = twin("math", into.toString(), "--problems", "30", "--seed", "5");
        assertThat(said).isEqualTo(new Said(0, into + "\n", ""));
        assertThat(new MathData().load(into).records()).hasSize(30);
        try (Stream<Path> beside = Files.list(into.getParent())) {
            assertThat(beside).containsExactly(into);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    chess x        | there is no twin of 'chess'; there are math, math-spanish, code, critique, mmlu
                    math x --problems 0 | --problems is 0; give at least 1
                    mmlu .         | .: is there already; give a folder that is not
                    """)
    void aMistakeIsSaidInOneSentence(String words, String problem) {
        assertThat(twin(words.strip().split(" "))).isEqualTo(new Said(2, "", problem + "\n"));
    }
}
