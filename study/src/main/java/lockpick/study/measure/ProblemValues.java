package lockpick.study.measure;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A number for each problem of one seed: what one arm gave there, or by how much two arms differ on the same problem.
 *
 * <p>Where the range of the numbers is known, a resample is drawn from the problems and four more, two at each end of the
 * range (as Agresti and Coull, 1998, for a share). Ten problems on which two arms agree then do not pass for proof that
 * they always do, and one problem shows nothing. The mean itself is that of the problems alone.
 */
public final class ProblemValues {

    private static final int AT_EACH_END = 2;
    private static final int DRAWS_FOR_ONE_COUNT = 12; // of one problem, in the time it takes to draw a binomial count

    private final double[] values;
    private final double mean;

    /** What a resample draws from: the different values with how often each is there. */
    private final double[] distinct;

    private final int[] counts;
    private final int drawnFrom;

    private final Binomial binomial;

    private ProblemValues(double[] values, List<Double> ends) {
        if (values.length == 0) {
            throw new IllegalArgumentException("problem values: expected at least one problem, was given none");
        }
        Map<Double, Integer> tally = new TreeMap<>();
        double sum = 0;
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("problem values: " + value + " is no finite number");
            }
            tally.merge(value + 0.0, 1, Integer::sum); // -0.0 is 0.0
            sum += value;
        }
        ends.forEach(end -> tally.merge(end, AT_EACH_END, Integer::sum));
        this.values = values.clone();
        this.mean = sum / values.length;
        this.distinct = tally.keySet().stream().mapToDouble(value -> value).toArray();
        this.counts = tally.values().stream().mapToInt(count -> count).toArray();
        this.drawnFrom = values.length + AT_EACH_END * ends.size();
        this.binomial = new Binomial(values.length);
    }

    /**
     * Numbers without a known range, such as nats. If all are equal, so are all resamples.
     *
     * @throws IllegalArgumentException if there is none, or one is not finite
     */
    public static ProblemValues of(double[] values) {
        return new ProblemValues(values, List.of());
    }

    /**
     * Shares of a problem, such as 1 for right and 0 for wrong.
     *
     * @throws IllegalArgumentException if there is none, or one is not in 0..1
     */
    public static ProblemValues shares(double[] values) {
        for (double value : values) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("problem values: the share " + value + " is not between 0 and 1");
            }
        }
        return new ProblemValues(values, List.of(0.0, 1.0));
    }

    /** Shares of 1 where it is true and 0 where it is not. */
    public static ProblemValues shares(boolean[] truths) {
        return shares(numbers(truths));
    }

    /**
     * By how much the first arm's share of each problem exceeds the second's, in −1..1.
     *
     * @param second in the order of the first
     * @throws IllegalArgumentException if their problems differ in number, there is none, or a share is not in 0..1
     */
    public static ProblemValues differences(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException("problem values: " + first.length + " of the first arm and "
                    + second.length + " of the second; expected the same problems");
        }
        shares(first);
        shares(second);
        double[] differences = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            differences[i] = first[i] - second[i];
        }
        return new ProblemValues(differences, List.of(-1.0, 1.0));
    }

    /**
     * By how much differences exceed others on the same problems, in −2..2.
     *
     * @param first differences, each in −1..1
     * @param second in the order of the first
     * @throws IllegalArgumentException if their problems differ in number, there is none, or one is not in −1..1
     */
    public static ProblemValues differencesOfDifferences(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException("problem values: " + first.length + " differences of the first arm and "
                    + second.length + " of the second; expected the same problems");
        }
        double[] differences = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            if (!(Math.abs(first[i]) <= 1 && Math.abs(second[i]) <= 1)) {
                throw new IllegalArgumentException("problem values: the differences " + first[i] + " and " + second[i]
                        + " are not both between -1 and 1");
            }
            differences[i] = first[i] - second[i];
        }
        return new ProblemValues(differences, List.of(-2.0, 2.0));
    }

    /** Differences of correctness: 1 where only the first arm is right, −1 where only the second is, 0 elsewhere. */
    public static ProblemValues differences(boolean[] first, boolean[] second) {
        return differences(numbers(first), numbers(second));
    }

    private static double[] numbers(boolean[] truths) {
        double[] numbers = new double[truths.length];
        for (int i = 0; i < truths.length; i++) {
            numbers[i] = truths[i] ? 1 : 0;
        }
        return numbers;
    }

    /** Number of problems. */
    public int size() {
        return values.length;
    }

    /** Mean over the problems, exactly theirs. */
    public double mean() {
        return mean;
    }

    /** Whether one resample can differ from another. */
    boolean varies() {
        return distinct.length > 1;
    }

    /** The mean of as many problems as there are, drawn with replacement. */
    double resampledMean(SplittableRandom random) {
        return distinct.length * DRAWS_FOR_ONE_COUNT < values.length ? meanOfCounts(random) : meanOfDraws(random);
    }

    /** Draws how often each value comes up: multinomial, as one binomial after another of what is left. */
    double meanOfCounts(SplittableRandom random) {
        int left = values.length;
        int from = drawnFrom;
        double sum = 0;
        for (int i = 0; left > 0; i++) {
            int drawn = from == counts[i] ? left : binomial.draw(random, left, (double) counts[i] / from);
            sum += drawn * distinct[i];
            left -= drawn;
            from -= counts[i];
        }
        return sum / values.length;
    }

    /** Draws one problem after another. */
    double meanOfDraws(SplittableRandom random) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            int drawn = random.nextInt(drawnFrom);
            // behind the problems stand the ends of the range, which are the least and the greatest value
            sum += drawn < values.length
                    ? values[drawn]
                    : distinct[drawn < values.length + AT_EACH_END ? 0 : distinct.length - 1];
        }
        return sum / values.length;
    }
}
