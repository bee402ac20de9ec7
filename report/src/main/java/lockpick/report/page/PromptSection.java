package lockpick.report.page;

import java.util.List;
import java.util.Optional;
import lockpick.report.result.Measurement;
import lockpick.report.result.PromptResult;
import lockpick.report.result.StudyResults;
import lockpick.report.table.DataTable;
import lockpick.report.table.Format;

/** Every way in which locks were asked, without their passwords and with them (paper Fig 14). */
final class PromptSection {
    private static final int COLUMNS = 5;

    private final StudyResults results;
    private final DataTable data;

    PromptSection(StudyResults results, DataTable data) {
        this.results = results;
        this.data = data;
    }

    /** A group for each lock, in the order in which it was asked. */
    String table() {
        HtmlTable table = new HtmlTable("ways to ask")
                .head(HtmlTable.th("prompt")
                        + HtmlTable.thNumber("correct without the password, %")
                        + HtmlTable.thNumber("truncated")
                        + HtmlTable.thNumber("correct with it, %")
                        + HtmlTable.thNumber("truncated"));
        List<PromptResult> all = results.prompts();
        String lock = "";
        for (int row = 0; row < all.size(); row++) {
            PromptResult result = all.get(row);
            if (!result.lock().equals(lock)) {
                lock = result.lock();
                table.group(results.kind(lock) + ": " + lock, GateSection.mark(results, lock), COLUMNS);
            }
            table.name(result.called());
            measured(table, row, result.without(), "");
            measured(table, row, result.with(), "password_");
            table.endRow();
        }
        return table.end();
    }

    private void measured(HtmlTable table, int row, Optional<Measurement> measured, String prefix) {
        if (measured.isEmpty()) {
            table.nothing().nothing();
            return;
        }
        table.number(
                Format.estimate(measured.get().estimate()),
                data,
                row,
                prefix + "test_mean",
                prefix + "test_standard_error");
        table.number(Format.count(measured.get().truncated()), data, row, prefix + "truncated");
    }
}
