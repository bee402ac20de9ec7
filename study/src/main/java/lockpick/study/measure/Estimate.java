package lockpick.study.measure;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A mean over seeds with its standard error: the sample standard deviation (n − 1) divided by √n. One seed tells
 * nothing about the spread, so it gives no standard error.
 *
 * @param mean mean over the seeds, in the unit of the values
 * @param standardError in the same unit; empty with one seed
 * @param seeds how many seeds, at least 1
 */
public record Estimate(double mean, OptionalDouble standardError, int seeds) {

    /**
     * @param values one value for each seed
     * @throws IllegalArgumentException if there is none
     */
    public static Estimate over(List<Double> values) {
        int n = values.size();
        if (n == 0) {
            throw new IllegalArgumentException("estimate: expected the value of at least one seed, was given none");
        }
        double mean = values.stream().mapToDouble(value -> value).sum() / n;
        if (n == 1) {
            return new Estimate(mean, OptionalDouble.empty(), 1);
        }
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return new Estimate(mean, OptionalDouble.of(Math.sqrt(squares / (n - 1) / n)), n);
    }
}
