package lockpick.report.result;

import java.util.Optional;
import java.util.OptionalDouble;
import lockpick.study.measure.Estimate;
import lockpick.study.measure.MeanEstimate;

/**
 * How an elicitation result stands against its floor, and against the same elicitation from the lock's controls; on test,
 * each selected on its own validation problems. Everything is empty as long as what it compares with is missing.
 *
 * @param rise correctness less that of the same policy before
 * @param p that there is no rise at all: exact one-sided McNemar test over the problems of all seeds
 * @param corrected the same corrected by Holm for all results of the study's locks; empty for a control
 * @param beyondNeverLocked the rise less that of the never-locked control
 * @param beyondNeverCapable the rise less that of the never-capable control
 * @param taught what the never-capable control comes to: what the method teaches rather than elicits
 */
public record Comparison(
        Optional<MeanEstimate> rise,
        OptionalDouble p,
        OptionalDouble corrected,
        Optional<MeanEstimate> beyondNeverLocked,
        Optional<MeanEstimate> beyondNeverCapable,
        Optional<Estimate> taught) {}
