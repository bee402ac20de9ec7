package lockpick.study.task.gsm8k;

import static lockpick.study.task.data.Fixture.refusals;
import static lockpick.study.task.data.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import lockpick.study.task.data.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Gsm8kTest {

    @TempDir
    Path folder;

    @Test
    void theAnswerIsTheNumberAfterTheMark() throws IOException {
        Path file = write(folder, "test.jsonl", """
                {"question": "Ada\\u2019s farm has 48 hens; half are sold at $2. How much?", "answer": "48/2=<<48/2=24>>24 hens\\n24*2=<<24*2=48>>48\\n#### 48"}
                {"question": "What does the house cost?", "answer": "It is #### 1 as said\\n#### 70,000"}
                {"question": "How far below zero?", "answer": "#### -1,234,567.50"}
                """);
        var loaded = new Gsm8k().load(file);
        assertThat(loaded.refusals()).isEmpty();
        assertThat(loaded.records())
                .extracting(record -> record.answer().toPlainString())
                .containsExactly("48", "70000", "-1234567.50");
        Gsm8kRecord first = loaded.records().getFirst();
        assertThat(first.question()).startsWith("Ada’s farm");
        assertThat(first.plainSolution()).isEqualTo("48/2=24 hens\n24*2=48\n#### 48");
        assertThat(first.part()).isEqualTo(Part.TEST);
        assertThat(first.source()).hasToString(file + ":1");
    }

    @Test
    void idsAreOfPartAndContent() throws IOException {
        String line = "{\"question\": \"q\", \"answer\": \"#### 1\"}\n";
        String other = "{\"question\": \"other\", \"answer\": \"#### 1\"}\n";
        var once = new Gsm8k().load(write(folder, "a/train.jsonl", line)).records();
        var again =
                new Gsm8k().load(write(folder, "b/train.jsonl", other + line)).records();
        assertThat(once.getFirst().id()).isEqualTo(again.getLast().id()).matches("train/[0-9a-f]{16}");
        assertThat(again.getFirst().id()).isNotEqualTo(again.getLast().id());
    }

    @Test
    void everyBrokenRecordIsRefused() throws IOException {
        Path file = write(folder, "train.jsonl", """
                {"question": "a", "answer": "no mark"}
                {"question": "b", "answer": "#### 7,00"}
                {"question": "c", "answer": "#### "}
                {"question": 4, "answer": "#### 1"}
                {"answer": "#### 1"}
                {"question": "f", "answer": null}
                {"question": "g", "answer": "#### 8"}
                """);
        var loaded = new Gsm8k().load(file);
        assertThat(loaded.records()).hasSize(1);
        assertThat(refusals(loaded.refusals())).isEqualTo("""
                train.jsonl:1: "answer" has no line with the final answer after "#### "
                train.jsonl:2: the final answer is '7,00'; expected a number such as 70,000
                train.jsonl:3: the final answer is ''; expected a number such as 70,000
                train.jsonl:4: "question" is 4; expected text
                train.jsonl:5: "question" is missing; the record has [answer]
                train.jsonl:6: "answer" is null""");
        assertThat(refusals(new Gsm8k()
                        .load(write(folder, "mine.jsonl", "{\"question\": \"a\", \"answer\": \"#### 1\"}"))
                        .refusals()))
                .startsWith("mine.jsonl:1: neither the file's name nor the two folders above it tell the part");
    }
}
