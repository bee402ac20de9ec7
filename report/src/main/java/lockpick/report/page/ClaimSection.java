package lockpick.report.page;

import lockpick.report.result.ClaimFinding;
import lockpick.report.result.StudyResults;
import lockpick.report.table.ClaimTable;
import lockpick.report.table.DataTable;
import lockpick.report.table.Format;
import lockpick.study.gate.GateTable;
import lockpick.study.measure.MeanEstimate;
import lockpick.study.measure.MeanEstimate.Spread;

/** What the study claims, with what was found. */
public final class ClaimSection {
    private ClaimSection() {}

    public static String table(StudyResults results, DataTable data) {
        HtmlTable table = new HtmlTable("what the study claims, and what was found")
                .head(HtmlTable.th("claim")
                        + HtmlTable.th("verdict")
                        + HtmlTable.thNumber("found, % [95 %]")
                        + HtmlTable.th("holds if")
                        + HtmlTable.th("seeds")
                        + HtmlTable.th("what it is")
                        + HtmlTable.th("source"));
        for (int row = 0; row < results.claims().size(); row++) {
            ClaimFinding finding = results.claims().get(row);
            String verdict = finding.verdict().word();
            table.nameWords(finding.claim().says()).text(verdict, verdict);
            if (finding.estimate().isPresent()) {
                MeanEstimate found = finding.estimate().get();
                table.number(
                        Format.withInterval(found.mean(), found.spread().map(Spread::ninetyFive)),
                        data,
                        row,
                        "estimate",
                        "interval_95_low",
                        "interval_95_high");
            } else {
                table.nothing();
            }
            table.text(GateTable.bound(finding.claim().claim()))
                    .text(finding.estimate().map(MeanEstimate::seeds).orElse(0) + " of " + finding.plannedSeeds())
                    .text(ClaimTable.compares(finding.claim(), results.index().study()), "words")
                    .text(finding.claim().source(), "source")
                    .endRow();
        }
        return table.end();
    }
}
