package lockpick.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lockpick.report.result.ClaimFinding;
import lockpick.report.result.StudyResults;
import lockpick.report.table.ClaimTable;
import lockpick.report.table.Format;
import lockpick.study.gate.GateTable;
import lockpick.study.measure.MeanEstimate;
import lockpick.study.measure.MeanEstimate.Spread;

/** The claims of studies with what was found of them, as Markdown, such as docs/claims.md. */
public final class ClaimsPage {
    private static final List<String> HEAD =
            List.of("claim", "verdict", "found [95 %]", "holds if", "seeds", "what it is", "source");

    private final StringBuilder text = new StringBuilder();

    /** Adds a study, of what has finished. It stands for nothing if it claims nothing. */
    public void add(Path runsFolder, String studyName) throws IOException {
        StudyResults results = StudyResults.read(runsFolder, studyName);
        if (results.claims().isEmpty()) {
            return;
        }
        text.append("## ")
                .append(results.index().title())
                .append("\n\n`")
                .append(results.index().source())
                .append("`: ")
                .append(Format.count(results.finished().size()))
                .append(" of ")
                .append(Format.count(results.index().runs().size()))
                .append(" runs finished.\n\n")
                .append(line(HEAD))
                .append(line(HEAD.stream().map(name -> "---").toList()));
        for (ClaimFinding finding : results.claims()) {
            Optional<MeanEstimate> found = finding.estimate();
            text.append(line(List.of(
                    finding.claim().says(),
                    finding.verdict().word(),
                    found.map(estimate -> Format.thousandths(estimate.mean())
                                    + estimate.spread()
                                            .map(Spread::ninetyFive)
                                            .map(ends -> " [" + Format.thousandths(ends.low()) + ", "
                                                    + Format.thousandths(ends.high()) + "]")
                                            .orElse(""))
                            .orElse("–"),
                    GateTable.bound(finding.claim().claim()),
                    found.map(MeanEstimate::seeds).orElse(0) + " of " + finding.plannedSeeds(),
                    ClaimTable.compares(finding.claim(), results.index().study()),
                    finding.claim().source())));
        }
        text.append('\n');
    }

    private static String line(List<String> cells) {
        return "| "
                + String.join(
                        " | ",
                        cells.stream().map(cell -> cell.replace("|", "\\|")).toList())
                + " |\n";
    }

    /** The studies added so far; empty if none claims anything. */
    public String markdown() {
        return text.toString().stripTrailing();
    }
}
