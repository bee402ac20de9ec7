package lockpick.study.gate;

import lockpick.study.measure.Claim;
import lockpick.study.measure.MeanEstimate;

/**
 * One thing that a locked model must show, and what was found.
 *
 * @param name short and the same in every report, such as {@code floor}
 * @param compares what the number is, in plain words
 */
public record Check(String name, String compares, Finding finding) {

    /** What became of a check. */
    public sealed interface Finding {}

    /**
     * Measured and held against a bound.
     *
     * @param leftOut problems that only the first of two arms has, which do not count
     * @param meaning a sentence on what it means that the claim fails; empty unless it does
     */
    public record Judged(MeanEstimate estimate, int leftOut, Claim claim, Claim.Verdict verdict, String meaning)
            implements Finding {}

    /** Measured, without a bound. */
    public record Reported(MeanEstimate estimate) implements Finding {}

    /** Not measured, and why. */
    public record NotMeasured(String reason) implements Finding {}
}
