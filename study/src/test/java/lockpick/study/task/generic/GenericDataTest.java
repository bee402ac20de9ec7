package lockpick.study.task.generic;

import static lockpick.study.task.data.Fixture.refusals;
import static lockpick.study.task.data.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.study.task.data.Fixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenericDataTest {

    private static final Columns COLUMNS =
            new Columns("q", "a", Optional.of("n"), Optional.of("hard"), Map.of("topic", "subject"));

    @TempDir
    Path folder;

    @Test
    void theSameRowIsTheSameRecordInEveryFormat() throws IOException {
        List<Path> files = List.of(
                write(
                        folder,
                        "1.jsonl",
                        "{\"n\": \"7\", \"q\": \"Why?\", \"a\": \"42\", \"subject\": \"x\", \"hard\": \"1\"}"),
                write(folder, "1.json", "[{\"n\": 7, \"q\": \"Why?\", \"a\": 42, \"subject\": \"x\", \"hard\": 1}]"),
                write(folder, "1.csv", "q,a,n,subject,hard\nWhy?,42,7,x,1\n"),
                Fixture.parquet(folder, "1.parquet", "SELECT 'Why?' AS q, 42 AS a, 7 AS n, 'x' AS subject, 1 AS hard"));
        for (Path file : files) {
            var loaded = new GenericData(COLUMNS).load(file);
            assertThat(loaded.refusals()).isEmpty();
            GenericRecord record = loaded.records().getFirst();
            assertThat(record.id()).isEqualTo("7");
            assertThat(record.statement()).isEqualTo("Why?");
            assertThat(record.answer()).isEqualTo("42");
            assertThat(record.difficulty()).contains("1");
            assertThat(record.domains()).isEqualTo(Map.of("topic", "x"));
            assertThat(record.columns())
                    .isEqualTo(Map.of("q", "Why?", "a", "42", "n", "7", "subject", "x", "hard", "1"));
        }
    }

    @Test
    void withoutAnIdColumnTheContentNamesTheProblem() throws IOException {
        var columns = new Columns("q", "a", Optional.empty(), Optional.empty(), Map.of());
        Path file = write(folder, "1.csv", "q,a\nWhy?,42\n");
        assertThat(new GenericData(columns).load(file).records().getFirst().id())
                .matches("[0-9a-f]{16}");
    }

    @Test
    void rowsWithoutANamedColumnAreRefused() throws IOException {
        Path file = write(folder, "1.jsonl", """
                {"n": 1, "q": "Why?", "a": null, "subject": "x"}
                {"n": 2, "q": ["Why?"], "a": "b", "subject": "x"}
                {"n": 3, "q": "Why?", "a": "b"}
                {"n": 4, "q": "Why?", "a": {"b": [1]}, "subject": "x", "hard": null}
                """);
        var loaded = new GenericData(COLUMNS).load(file);
        assertThat(loaded.records().getFirst().answer()).isEqualTo("{\"b\":[1]}");
        assertThat(loaded.records().getFirst().difficulty()).isEmpty();
        assertThat(refusals(loaded.refusals())).isEqualTo("""
                1.jsonl:1: "a" is null
                1.jsonl:2: "q" is ["Why?"]; expected text
                1.jsonl:3: "subject" is missing; the record has [n, q, a]""");
    }
}
