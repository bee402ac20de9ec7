package lockpick.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.report.result.ClaimFinding;
import lockpick.report.result.StudyResults;
import lockpick.study.experiment.Study;
import lockpick.study.experiment.StudyClaim;
import lockpick.study.experiment.StudyClaim.Quantity;
import lockpick.study.gate.GateTable;
import lockpick.study.measure.MeanEstimate;
import lockpick.study.measure.MeanEstimate.Spread;

/** What a study claims, and what was found of it. */
public final class ClaimTable {
    private ClaimTable() {}

    /** A row for each claim, in the order of the study. */
    public static DataTable claims(StudyResults results) {
        List<List<Value>> rows = new ArrayList<>();
        for (ClaimFinding finding : results.claims()) {
            StudyClaim claim = finding.claim();
            Optional<MeanEstimate> estimate = finding.estimate();
            Optional<Spread> spread = estimate.flatMap(MeanEstimate::spread);
            rows.add(List.of(
                    Value.of(claim.says()),
                    Value.of(claim.source()),
                    Value.of(compares(claim, results.index().study())),
                    Value.of(finding.verdict().word()),
                    Value.of(estimate.map(MeanEstimate::mean).orElse(Double.NaN)),
                    Value.of(spread.map(ends -> ends.ninetyFive().low()).orElse(Double.NaN)),
                    Value.of(spread.map(ends -> ends.ninetyFive().high()).orElse(Double.NaN)),
                    Value.of(spread.map(ends -> ends.ninety().low()).orElse(Double.NaN)),
                    Value.of(spread.map(ends -> ends.ninety().high()).orElse(Double.NaN)),
                    Value.of(GateTable.bound(claim.claim())),
                    Value.of(estimate.map(MeanEstimate::problems).orElse(0)),
                    Value.of(estimate.map(MeanEstimate::seeds).orElse(0)),
                    Value.of(finding.plannedSeeds())));
        }
        return new DataTable(
                "claims",
                List.of(
                        "claim",
                        "source",
                        "compares",
                        "verdict",
                        "estimate",
                        "interval_95_low",
                        "interval_95_high",
                        "interval_90_low",
                        "interval_90_high",
                        "bound",
                        "problems",
                        "seeds",
                        "planned_seeds"),
                rows);
    }

    /** Such as {@code recovered gap: expert-iteration − filtering}; a lock is named where the study has several. */
    public static String compares(StudyClaim claim, Study study) {
        String quantity = claim.quantity() == Quantity.RECOVERED_GAP ? "recovered gap: " : "correctness: ";
        return quantity
                + result(claim.of(), study)
                + claim.less().map(less -> " − " + result(less, study)).orElse("");
    }

    private static String result(StudyClaim.Result result, Study study) {
        String lock = result.lock(study);
        return result.elicitation()
                + (study.locks().size() == 1
                                && study.locks().getFirst().called().equals(lock)
                        ? ""
                        : " of " + lock);
    }
}
