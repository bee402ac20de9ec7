package lockpick.report.result;

import java.util.Optional;
import lockpick.study.measure.Candidate;
import lockpick.study.measure.RecoveredGap;
import lockpick.study.measure.Spent;

/**
 * The candidate that a selection reports.
 *
 * @param gap empty when the lock's own evaluations are missing or it hides nothing
 */
public record Choice(Candidate candidate, Measurement validation, Measurement test, Optional<RecoveredGap> gap) {

    /** Passes over the training data. */
    public double epochs() {
        return test.spent(Spent::epochs);
    }
}
