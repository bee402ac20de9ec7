package lockpick.report.page;

import java.util.List;
import java.util.Optional;
import lockpick.report.result.AcrossDomains;
import lockpick.report.result.DomainMean;
import lockpick.report.result.StudyResults;
import lockpick.report.table.DataTable;
import lockpick.report.table.Format;

/** What demonstrations of some domains do for the others (paper Fig 4, 10, 11). */
final class DomainSection {
    private static final int COLUMNS = 5;

    private final StudyResults results;
    private final DataTable data;

    DomainSection(StudyResults results, DataTable data) {
        this.results = results;
        this.data = data;
    }

    /** Whether demonstrations of some domains were shown at all. */
    static boolean isIn(StudyResults results) {
        return results.acrossDomains().stream()
                .anyMatch(result -> result.onShown().isPresent());
    }

    /** A group for each lock. */
    String table() {
        HtmlTable table = new HtmlTable("across domains")
                .head(HtmlTable.th("method")
                        + HtmlTable.th("domains shown")
                        + HtmlTable.thNumber("correct on them, %")
                        + HtmlTable.thNumber("on the others, %")
                        + HtmlTable.thNumber("on all, %"));
        List<AcrossDomains> all = results.acrossDomains();
        String lock = "";
        for (int row = 0; row < all.size(); row++) {
            AcrossDomains result = all.get(row);
            if (result.onShown().isEmpty()) {
                continue;
            }
            if (!result.lock().equals(lock)) {
                lock = result.lock();
                table.group(results.kind(lock) + ": " + lock, GateSection.mark(results, lock), COLUMNS);
            }
            table.name(result.called());
            table.text(result.grouping() + ": " + result.shown());
            mean(table, row, result.onShown(), "shown");
            mean(table, row, result.onOthers(), "others");
            mean(table, row, Optional.of(result.all()), "all");
            table.endRow();
        }
        return table.end();
    }

    private void mean(HtmlTable table, int row, Optional<DomainMean> mean, String part) {
        mean.ifPresentOrElse(
                found -> table.number(
                        Format.estimate(found.after()), data, row, part + "_test_mean", part + "_test_standard_error"),
                table::nothing);
    }
}
