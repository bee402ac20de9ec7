package lockpick.study.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
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
        return spread(means);
    }

    private static Spread spread(double[] resampled) {
        double[] sorted = resampled.clone();
        Arrays.sort(sorted);
        return new Spread(
                new Interval(quantile(sorted, WIDE_TAIL), quantile(sorted, 1 - WIDE_TAIL)),
                new Interval(quantile(sorted, TAIL), quantile(sorted, 1 - TAIL)));
    }

    /**
     * The recovered gap of one elicitation.
     *
     * @param seeds the outcomes of each seed
     * @return empty unless the mean ceiling lies above the mean floor; without a spread if some resample has no gap
     */
    Optional<MeanEstimate> share(List<PairedOutcomes> seeds) {
        return difference(seeds.stream().map(List::of).toList());
    }

    /**
     * The recovered gap of one elicitation less that of another, on the same problems.
     *
     * @param less in the order of the first
     * @return as above, of both
     * @throws IllegalArgumentException if the two differ in seeds, or in the number of problems of one
     */
    Optional<MeanEstimate> shareDifference(List<PairedOutcomes> of, List<PairedOutcomes> less) {
        if (of.size() != less.size()) {
            throw new IllegalArgumentException("bootstrap: " + of.size() + " seeds of the first elicitation and "
                    + less.size() + " of the second; expected the same seeds");
        }
        List<List<PairedOutcomes>> seeds = new ArrayList<>();
        for (int i = 0; i < of.size(); i++) {
            if (of.get(i).size() != less.get(i).size()) {
                throw new IllegalArgumentException("bootstrap: " + of.get(i).size()
                        + " problems of the first elicitation and "
                        + less.get(i).size()
                        + " of the second; expected the same problems");
            }
            seeds.add(List.of(of.get(i), less.get(i)));
        }
        return difference(seeds);
    }

    /** @param seeds of each the one arm, or the two whose difference is asked for */
    private Optional<MeanEstimate> difference(List<List<PairedOutcomes>> seeds) {
        List<List<Means>> all = new ArrayList<>();
        for (List<PairedOutcomes> arms : seeds) {
            all.add(means(arms, size -> IntStream.range(0, size).toArray()));
        }
        OptionalDouble difference = difference(all, seeds.getFirst().size());
        if (difference.isEmpty()) {
            return Optional.empty();
        }
        int problems = seeds.stream().mapToInt(arms -> arms.getFirst().size()).sum();
        return Optional.of(new MeanEstimate(difference.getAsDouble(), spreadOfShares(seeds), problems, seeds.size()));
    }

    private Optional<Spread> spreadOfShares(List<List<PairedOutcomes>> seeds) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] differences = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            List<List<Means>> drawn = new ArrayList<>(seeds.size());
            for (int j = 0; j < seeds.size(); j++) {
                List<PairedOutcomes> arms = seeds.get(random.nextInt(seeds.size()));
                drawn.add(means(arms, size -> withReplacement(size, random)));
            }
            OptionalDouble difference = difference(drawn, seeds.getFirst().size());
            if (difference.isEmpty()) {
                return Optional.empty();
            }
            differences[i] = difference.getAsDouble();
        }
        return Optional.of(spread(differences));
    }

    /** Of each arm. @param draw from how many problems, which of them; arms share what is drawn */
    private static List<Means> means(List<PairedOutcomes> arms, IntFunction<int[]> draw) {
        int[] problems = draw.apply(arms.getFirst().size());
        Map<Integer, int[]> others = new HashMap<>(); // by size: two locks may be opened by settings of unlike size
        return arms.stream()
                .map(arm -> arm.means(problems, others.computeIfAbsent(arm.others(), draw::apply)))
                .toList();
    }

    private static int[] withReplacement(int size, SplittableRandom random) {
        int[] drawn = new int[size];
        for (int place = 0; place < size; place++) {
            drawn[place] = random.nextInt(size);
        }
        return drawn;
    }

    /** The share of the first arm less that of the second, if there is one. */
    private static OptionalDouble difference(List<List<Means>> seeds, int arms) {
        double difference = 0;
        for (int arm = 0; arm < arms; arm++) {
            int which = arm;
            OptionalDouble share =
                    shareOf(seeds.stream().map(means -> means.get(which)).toList());
            if (share.isEmpty()) {
                return share;
            }
            difference += arm == 0 ? share.getAsDouble() : -share.getAsDouble();
        }
        return OptionalDouble.of(difference);
    }

    private static OptionalDouble shareOf(List<Means> seeds) {
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
