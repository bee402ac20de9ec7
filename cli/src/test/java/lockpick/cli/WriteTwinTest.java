package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import lockpick.study.task.math.MathData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteTwinTest {

    @TempDir
    private Path home;

    private static Said twin(String... arguments) {
        return Said.by(WriteTwin::new, arguments);
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
