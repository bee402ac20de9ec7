package lockpick.study.measure;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A mean over seeds with its standard error: the sample standard deviation (n − 1) divided by √n (paper §4.2), or such a mean
 * over domains as well ({@link #overDomains}). One seed tells nothing about the spread, so it gives no standard error.
 *
 * @param mean in the unit of the values
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

    /**
     * A mean over domains, each counting alike, of means over seeds. Its standard error is √(s₁² + … + s_K²) / K of the domains'
     * own (paper B.1.4): that of a mean of independent numbers. Domains that one policy is asked are not quite independent; what
     * lifts or lowers all of them under a seed makes it too small.
     *
     * @param domains one estimate for each
     * @return without a standard error where some domain has none; its seeds are the fewest of any domain
     * @throws IllegalArgumentException if there is none
     */
    public static Estimate overDomains(List<Estimate> domains) {
        int k = domains.size();
        if (k == 0) {
            throw new IllegalArgumentException("estimate: expected at least one domain, was given none");
        }
        double mean = domains.stream().mapToDouble(Estimate::mean).sum() / k;
        int seeds = domains.stream().mapToInt(Estimate::seeds).min().orElseThrow();
        if (domains.stream().anyMatch(domain -> domain.standardError().isEmpty())) {
            return new Estimate(mean, OptionalDouble.empty(), seeds);
        }
        double squares = domains.stream()
                .mapToDouble(domain -> domain.standardError().orElseThrow())
                .map(error -> error * error)
                .sum();
        return new Estimate(mean, OptionalDouble.of(Math.sqrt(squares) / k), seeds);
    }
}
