package lockpick.study.measure;

import java.util.Locale;
import java.util.Optional;
import lockpick.study.measure.MeanEstimate.Spread;

/**
 * Something said of a mean, or of a difference of two, before it is measured. It holds if the 90 % interval lies within
 * what is claimed (for equivalence: two one-sided tests at 5 %; Schuirmann, 1987), and fails if the 95 % interval lies
 * wholly outside; in between, more problems are needed to tell. So a true claim is called false in about one of forty
 * trials at most, and a false one true in about one of twenty; both are that frequent only at the bound itself.
 */
public sealed interface Claim {

    /** What can be found about a claim. */
    enum Verdict {
        HOLDS,
        FAILS,
        UNDECIDED;

        /** As people and JSON have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The difference is neither below −margin nor above it. */
    record Equivalent(double margin) implements Claim {

        public Equivalent {
            requireMargin(margin);
        }

        @Override
        public boolean contains(Interval interval) {
            return interval.low() >= -margin && interval.high() <= margin;
        }

        @Override
        public boolean excludes(Interval interval) {
            return interval.high() < -margin || interval.low() > margin;
        }
    }

    /** The first arm may be worse than the second, but by less than the margin: the difference is above −margin. */
    record NonInferior(double margin) implements Claim {

        public NonInferior {
            requireMargin(margin);
        }

        @Override
        public boolean contains(Interval interval) {
            return interval.low() > -margin;
        }

        @Override
        public boolean excludes(Interval interval) {
            return interval.high() <= -margin;
        }
    }

    /** The difference is above the bound. */
    record Superior(double bound) implements Claim {

        @Override
        public boolean contains(Interval interval) {
            return interval.low() > bound;
        }

        @Override
        public boolean excludes(Interval interval) {
            return interval.high() <= bound;
        }
    }

    /** The mean or difference is the bound or less. */
    record AtMost(double bound) implements Claim {

        @Override
        public boolean contains(Interval interval) {
            return interval.high() <= bound;
        }

        @Override
        public boolean excludes(Interval interval) {
            return interval.low() > bound;
        }
    }

    /** The mean or difference is the bound or more. */
    record AtLeast(double bound) implements Claim {

        @Override
        public boolean contains(Interval interval) {
            return interval.low() >= bound;
        }

        @Override
        public boolean excludes(Interval interval) {
            return interval.high() < bound;
        }
    }

    /** Whether all of the interval agrees with the claim. */
    boolean contains(Interval interval);

    /** Whether nothing of the interval agrees with the claim. */
    boolean excludes(Interval interval);

    /** What an estimate says of this claim; a number without a spread decides nothing. */
    default Verdict verdict(MeanEstimate estimate) {
        Optional<Spread> spread = estimate.spread();
        if (spread.isEmpty()) {
            return Verdict.UNDECIDED;
        }
        if (contains(spread.get().ninety())) {
            return Verdict.HOLDS;
        }
        return excludes(spread.get().ninetyFive()) ? Verdict.FAILS : Verdict.UNDECIDED;
    }

    private static void requireMargin(double margin) {
        if (!(margin >= 0)) {
            throw new IllegalArgumentException("claim: the margin is " + margin + ", must be at least 0");
        }
    }
}
