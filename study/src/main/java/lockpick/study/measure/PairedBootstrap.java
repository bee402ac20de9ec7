package lockpick.study.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import lockpick.study.measure.MeanEstimate.Spread;
import lockpick.study.measure.PairedOutcomes.Means;

/**
 * Percentile bootstrap over problems and seeds (Efron and Tibshirani, 1993, ch. 13) of the recovered gap, or of a mean:
 * each resample draws seeds with replacement, then within each drawn seed its problems with replacement, and computes the
 * number anew. What arms gave on one problem stays together. With one seed only problems are drawn; with three, as in the
 * paper, the interval is narrower than it should be, since three seeds show little of their own spread.
 *
 * @param resamples how many, at least 1
 * @param seed of the random draws: the same outcomes and seed give the same interval
 */
public record PairedBootstrap(int resamples, long seed) {
    private static final double TAIL = 0.025;
    private static final double WIDE_TAIL = 0.05; // of the 90 % interval

    /** 2,000 resamples: the ends move by about a twentieth of the interval's width from one seed to another. */
    public static final PairedBootstrap DEFAULT = new PairedBootstrap(2_000, 20240529);

    /** 10,000 resamples, for what is decided by an end of the interval: it moves by about a fortieth of the width. */
    public static final PairedBootstrap FOR_VERDICTS = new PairedBootstrap(10_000, 20240529);

    public PairedBootstrap {
        if (resamples < 1) {
            throw new IllegalArgumentException("bootstrap: expected at least 1 resample, was given " + resamples);
        }
    }

    /**
     * The mean over seeds of the mean over problems: of an arm, or of the difference between two.
     *
     * @param seeds the values of each seed
     * @throws IllegalArgumentException if there is none
     */
    public MeanEstimate mean(List<ProblemValues> seeds) {
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("bootstrap: expected the values of at least one seed, was given none");
        }
        double mean = seeds.stream().mapToDouble(ProblemValues::mean).sum() / seeds.size();
        int problems = seeds.stream().mapToInt(ProblemValues::size).sum();
        boolean oneNumber = problems == 1 && !seeds.getFirst().varies();
        return new MeanEstimate(
                mean, oneNumber ? Optional.empty() : Optional.of(spread(seeds)), problems, seeds.size());
    }

    private Spread spread(List<ProblemValues> seeds) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            double sum = 0;
            for (int drawn = 0; drawn < seeds.size(); drawn++) {
                sum += seeds.get(random.nextInt(seeds.size())).resampledMean(random);
            }
            means[i] = sum / seeds.size();
        }
        Arrays.sort(means);
        return new Spread(
                new Interval(quantile(means, WIDE_TAIL), quantile(means, 1 - WIDE_TAIL)),
                new Interval(quantile(means, TAIL), quantile(means, 1 - TAIL)));
    }

    Optional<Interval> interval(List<PairedOutcomes> seeds) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] shares = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            OptionalDouble share = share(resample(seeds, random));
            if (share.isEmpty()) {
                return Optional.empty();
            }
            shares[i] = share.getAsDouble();
        }
        Arrays.sort(shares);
        return Optional.of(new Interval(quantile(shares, TAIL), quantile(shares, 1 - TAIL)));
    }

    /** The gap of the outcomes as they are. */
    static OptionalDouble shareOfAll(List<PairedOutcomes> seeds) {
        List<Means> means = new ArrayList<>();
        for (PairedOutcomes outcomes : seeds) {
            int[] counts = new int[8];
            for (int i = 0; i < outcomes.size(); i++) {
                counts[outcomes.pattern(i)]++;
            }
            means.add(Means.of(counts));
        }
        return share(means);
    }

    private static List<Means> resample(List<PairedOutcomes> seeds, SplittableRandom random) {
        List<Means> means = new ArrayList<>(seeds.size());
        for (int drawn = 0; drawn < seeds.size(); drawn++) {
            PairedOutcomes outcomes = seeds.get(random.nextInt(seeds.size()));
            int[] counts = new int[8];
            for (int i = 0; i < outcomes.size(); i++) {
                counts[outcomes.pattern(random.nextInt(outcomes.size()))]++;
            }
            means.add(Means.of(counts));
        }
        return means;
    }

    private static OptionalDouble share(List<Means> seeds) {
        double elicited = seeds.stream().mapToDouble(Means::elicited).average().orElseThrow();
        double floor = seeds.stream().mapToDouble(Means::floor).average().orElseThrow();
        double ceiling = seeds.stream().mapToDouble(Means::ceiling).average().orElseThrow();
        return RecoveredGap.share(elicited, floor, ceiling);
    }

    /** Linear between the two nearest order statistics. */
    private static double quantile(double[] sorted, double probability) {
        double position = probability * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
