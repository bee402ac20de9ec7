package lockpick.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DataTableTest {

    @Test
    void csvQuotesWhatNeedsItAndLeavesOutWhatIsMissing() {
        DataTable table = new DataTable(
                "t",
                List.of("lock", "mean", "standard_error"),
                List.of(List.of(Value.of("a, \"b\""), Value.of(0.1 + 0.2), Value.of(Double.NaN))));

        assertThat(table.toCsv()).isEqualTo("lock,mean,standard_error\n\"a, \"\"b\"\"\",0.30000000000000004,\n");
    }

    @Test
    void jsonKeepsFullPrecisionAndSaysNullForWhatIsMissing() {
        DataTable table = new DataTable(
                "t", List.of("lock", "k", "mean"), List.of(List.of(Value.of("16"), Value.of(16), Value.none())));

        assertThat(table.toJson().replaceAll("\\s", "")).isEqualTo("[{\"lock\":\"16\",\"k\":16,\"mean\":null}]");
    }

    @Test
    void aRowOfAnotherLengthIsAMistake() {
        assertThatThrownBy(() -> new DataTable("t", List.of("a", "b"), List.of(List.of(Value.of(1)))))
                .hasMessage("table t: a row of 1 values for 2 columns");
    }
}
