package lockpick.study.measure;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import lockpick.study.measure.MeanEstimate.Spread;

/**
 * How much of what the lock hides elicitation brought back: (elicited − floor) / (ceiling − floor), where floor is the
 * locked policy without the password and ceiling the locked policy with it. 0 is nothing, 1 is everything; below 0 and
 * above 1 are possible. The paper reports raw correctness only; this is our addition.
 *
 * <p>Over several seeds it is the ratio of the means, not the mean of the ratios.
 *
 * @param share the recovered share of the gap
 * @param interval 95 % paired bootstrap interval; empty where some resample has no gap to recover
 */
public record RecoveredGap(double share, Optional<Interval> interval) {

    /** The share alone; empty unless the ceiling lies above the floor. All three are correctnesses in 0..1. */
    public static OptionalDouble share(double elicited, double floor, double ceiling) {
        return ceiling > floor ? OptionalDouble.of((elicited - floor) / (ceiling - floor)) : OptionalDouble.empty();
    }

    /**
     * The share with its interval.
     *
     * @param seeds the outcomes of each seed
     * @return empty unless the mean ceiling lies above the mean floor
     */
    public static Optional<RecoveredGap> of(List<PairedOutcomes> seeds, PairedBootstrap bootstrap) {
        return bootstrap
                .share(seeds)
                .map(share -> new RecoveredGap(share.mean(), share.spread().map(Spread::ninetyFive)));
    }

    /** As above, with what a claim is judged by. */
    public static Optional<MeanEstimate> estimate(List<PairedOutcomes> seeds, PairedBootstrap bootstrap) {
        return bootstrap.share(seeds);
    }

    /**
     * The share of one elicitation less that of another, from the same lock or not, on the same problems.
     *
     * @param less in the order of the first
     * @return empty unless both have a gap
     * @throws IllegalArgumentException if the two differ in seeds, or in the number of problems of one
     */
    public static Optional<MeanEstimate> difference(
            List<PairedOutcomes> of, List<PairedOutcomes> less, PairedBootstrap bootstrap) {
        return bootstrap.shareDifference(of, less);
    }
}
