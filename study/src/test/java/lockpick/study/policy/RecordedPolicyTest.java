package lockpick.study.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import lockpick.study.lines.BrokenLinesException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedPolicyTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("gpt4.jsonl");
        Files.writeString(file, """
                {"id": "math/1", "completion": "2", "model": "gpt-4"}
                {"prompt": "What is 3 - 1?", "completion": "two"}
                {"id": "math/2", "prompt": "Name a colour.", "completion": "red"}
                {"id": "math/2", "completion": "green"}
                {"id": "math/2", "completion": "blue"}
                """);
    }

    @Test
    void problemsAreFoundByIdOrPromptAndTheFirstLineIsTheAnswer() throws IOException {
        RecordedPolicy policy = RecordedPolicy.read(file);
        assertThat(policy.complete(List.of("math/2", "What is 3 - 1?", "math/1", "Name a colour.")))
                .containsExactly("red", "two", "2", "red");
        assertThat(policy.of("math/2")).containsExactly("red", "green", "blue");
    }

    @Test
    void samplesAreDifferentLinesWhateverElseIsAskedFor() throws IOException {
        RecordedPolicy policy = RecordedPolicy.read(file);
        List<String> three = policy.sample(List.of("math/2"), 3, new Seed(1)).getFirst();
        assertThat(three).containsExactlyInAnyOrder("red", "green", "blue");
        assertThat(policy.sample(List.of("math/1", "math/2"), 1, new Seed(1)).get(1))
                .containsExactly(three.getFirst());
        assertThat(IntStream.range(0, 30)
                        .mapToObj(i -> policy.sample(List.of("math/2"), 1, new Seed(i))
                                .getFirst()
                                .getFirst())
                        .distinct())
                .hasSize(3);
    }

    @Test
    void aMissingProblemIsNamed() throws IOException {
        RecordedPolicy policy = RecordedPolicy.read(file);
        assertThatThrownBy(() -> policy.complete(List.of("math/1", "math/7", "math/8")))
                .isInstanceOf(CompletionMissingException.class)
                .hasMessage(file + ": too few completions for 2 of 3 problems; the first is math/7 with 0 where 1 is"
                        + " needed; add lines of {\"id\": …, \"completion\": …}, or ask for less");
        assertThatThrownBy(() -> policy.sample(List.of("math/2"), 4, new Seed(1)))
                .hasMessageContaining("math/2 with 3 where 4 are needed");
    }

    @Test
    void brokenLinesAreAllNamed() throws IOException {
        Files.writeString(file, "{\"id\": 5, \"completion\": \"\"}\n{\"completion\": \"a\"}\n{\"id\": \"a\"}\n{}x\n");
        assertThatThrownBy(() -> RecordedPolicy.read(file))
                .isInstanceOf(BrokenLinesException.class)
                .hasMessageStartingWith(file + ": 4 problems\n"
                        + "  gpt4.jsonl:1: \"id\" is 5; expected text\n"
                        + "  gpt4.jsonl:2: neither \"id\" nor \"prompt\"; expected one of them as text\n"
                        + "  gpt4.jsonl:3: no \"completion\" among [id]; expected text\n"
                        + "  gpt4.jsonl:4: not valid JSON (");
    }
}
