package lockpick.report.result;

import java.util.Optional;
import lockpick.study.measure.Candidate;
import lockpick.study.measure.RecoveredGap;

/**
 * The candidate that a selection reports.
 *
 * @param epochs passes over the demonstrations
 * @param gap empty when the lock's own evaluations are missing or it hides nothing
 */
public record Choice(
        Candidate candidate, double epochs, Measurement validation, Measurement test, Optional<RecoveredGap> gap) {}
