package lockpick.study.measure;

import java.util.Optional;

/**
 * A mean over problems and seeds, and how far the problems and seeds at hand leave it open.
 *
 * @param mean the mean over seeds of the mean over problems, in the unit of the values
 * @param spread in the same unit; empty where there is one number without a known range, which shows none
 * @param problems of all seeds together, at least 1
 * @param seeds at least 1
 */
public record MeanEstimate(double mean, Optional<Spread> spread, int problems, int seeds) {

    /**
     * Two intervals of one bootstrap.
     *
     * @param ninety the 90 % interval: one-sided tests at 5 %
     * @param ninetyFive the 95 % interval, around it
     */
    public record Spread(Interval ninety, Interval ninetyFive) {}
}
