package lockpick.report.result;

import java.util.Optional;
import lockpick.study.experiment.StudyClaim;
import lockpick.study.measure.Claim.Verdict;
import lockpick.study.measure.MeanEstimate;

/**
 * What was found of a claim.
 *
 * @param estimate over the seeds that all its results have; empty while there is none, or no gap
 * @param plannedSeeds how many there will be
 */
public record ClaimFinding(StudyClaim claim, Optional<MeanEstimate> estimate, int plannedSeeds) {

    /** What the estimate says; undecided while there is none. */
    public Verdict verdict() {
        return estimate.map(claim.claim()::verdict).orElse(Verdict.UNDECIDED);
    }
}
