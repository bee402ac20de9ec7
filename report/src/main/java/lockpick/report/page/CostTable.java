package lockpick.report.page;

import java.util.Map;
import java.util.function.DoubleFunction;
import lockpick.report.table.DataTable;
import lockpick.report.table.Format;
import lockpick.report.table.Value;

/** What the finished runs cost, by kind. */
final class CostTable {
    private static final Map<String, String> KINDS = Map.of(
            "policy",
            "policies",
            "samples",
            "samples of policies",
            "lock",
            "locks",
            "evaluate",
            "given models",
            "password-prompts",
            "prompts with the password",
            "sft",
            "elicitation (SFT)");

    private CostTable() {}

    static String html(DataTable data) {
        HtmlTable table = new HtmlTable("cost")
                .head(HtmlTable.th("runs of kind")
                        + HtmlTable.thNumber("runs")
                        + HtmlTable.thNumber("wall time")
                        + HtmlTable.thNumber("CPU time")
                        + HtmlTable.thNumber("training")
                        + HtmlTable.thNumber("evaluation")
                        + HtmlTable.thNumber("sequences trained")
                        + HtmlTable.thNumber("tokens trained")
                        + HtmlTable.thNumber("completions generated")
                        + HtmlTable.thNumber("peak memory"));
        for (int row = 0; row < data.rows().size(); row++) {
            String kind = data.value(row, "kind").text();
            table.name(KINDS.getOrDefault(kind, kind));
            cell(table, data, row, "runs", number -> Format.count(Math.round(number)));
            cell(table, data, row, "wall_seconds", Format::seconds);
            cell(table, data, row, "cpu_seconds", Format::seconds);
            cell(table, data, row, "train_seconds", Format::seconds);
            cell(table, data, row, "evaluation_seconds", Format::seconds);
            cell(table, data, row, "train_sequences", number -> Format.shortCount(Math.round(number)));
            cell(table, data, row, "train_tokens", number -> Format.shortCount(Math.round(number)));
            cell(table, data, row, "generated_completions", number -> Format.shortCount(Math.round(number)));
            cell(table, data, row, "peak_resident_bytes", number -> Format.bytes(Math.round(number)));
            table.endRow();
        }
        return table.end();
    }

    private static void cell(HtmlTable table, DataTable data, int row, String column, DoubleFunction<String> shown) {
        Value value = data.value(row, column);
        table.number(shown.apply(Double.parseDouble(value.text())), data, row, column);
    }
}
