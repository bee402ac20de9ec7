package lockpick.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RowFormatTest {

    private static final List<String> NAMES = List.of("run", "correctness", "n", "about");
    private static final List<String> ROWS = List.of(
            "[\"sft-1\", 0.33333333333333331, 60, \"a | b\\nc, \\\"d\\\"\"]",
            "[\"sft-22\", 2.0e13, 7, null]",
            "[\"sft-3\", 0.0000000123, null, {\"k\": [1, 2]}]");

    private static String printed(RowFormat format, List<String> rows) {
        List<String> lines = new ArrayList<>();
        Rows printer = format.to(lines::add);
        printer.columns(NAMES);
        for (String row : rows) {
            List<JsonNode> values = new ArrayList<>();
            JsonMapper.shared().readTree(row).forEach(values::add);
            printer.row(values);
        }
        printer.end();
        return String.join("\n", lines) + "\n";
    }

    @Test
    void aTableIsAlignedAndEachRowIsOneLine() {
        assertThat(printed(RowFormat.TABLE, ROWS)).isEqualTo("""
                run     correctness   n  about
                sft-1      0.333333  60  a | b\\nc, "d"
                sft-22         2e13   7
                sft-3       1.23e-8      {"k":[1,2]}
                """);
        assertThat(printed(RowFormat.TABLE, List.of())).isEqualTo("run  correctness  n  about\n");
    }

    @Test
    void aTableCutsWhatIsLong() {
        assertThat(printed(RowFormat.TABLE, List.of("[\"" + "x".repeat(61) + "\", 1, 2, \"\"]")))
                .contains("x".repeat(59) + "…");
    }

    @Test
    void rowsAfterTheFirstKeepItsColumns() {
        List<String> many = new ArrayList<>(java.util.Collections.nCopies(500, "[\"sft-1\", 0.5, 1, \"\"]"));
        many.add("[\"longer than those\", 1, 2, \"\"]");
        assertThat(printed(RowFormat.TABLE, many))
                .startsWith("run    correctness  n  about\nsft-1          0.5  1\n")
                .endsWith("\nlonger than those            1  2\n");
    }

    @Test
    void csvQuotesWhatItMust() {
        assertThat(printed(RowFormat.CSV, ROWS)).isEqualTo("""
                run,correctness,n,about
                sft-1,0.3333333333333333,60,"a | b
                c, ""d""\"
                sft-22,2.0E13,7,
                sft-3,1.23E-8,,"{""k"":[1,2]}"
                """);
    }

    @Test
    void jsonIsALineForEachRow() {
        assertThat(printed(RowFormat.JSON, ROWS)).isEqualTo("""
                {"run":"sft-1","correctness":0.3333333333333333,"n":60,"about":"a | b\\nc, \\"d\\""}
                {"run":"sft-22","correctness":2.0E13,"n":7,"about":null}
                {"run":"sft-3","correctness":1.23E-8,"n":null,"about":{"k":[1,2]}}
                """);
    }

    @Test
    void markdownKeepsARowOnItsLine() {
        assertThat(printed(RowFormat.MARKDOWN, ROWS)).isEqualTo("""
                | run | correctness | n | about |
                | --- | --- | --- | --- |
                | sft-1 | 0.3333333333333333 | 60 | a \\| b<br>c, "d" |
                | sft-22 | 2.0E13 | 7 |  |
                | sft-3 | 1.23E-8 |  | {"k":[1,2]} |
                """);
    }
}
