package lockpick.study.run;

import java.util.List;

/**
 * How far a locked policy is from another, for each problem of the test split in the order of its evaluations.
 *
 * @param values nats, a mean over the tokens of each problem
 */
public record DistanceMetric(Distance distance, List<Double> values) implements Metric {

    public DistanceMetric {
        values = List.copyOf(values);
    }

    /** What is measured. */
    public enum Distance {
        /** Kullback-Leibler divergence from the weak policy to the locked one, without a password. */
        KL_FROM_WEAK("kl-from-weak"),
        /** The same from the strong policy, with the password. */
        KL_FROM_STRONG("kl-from-strong"),
        /**
         * Loss on the problems' own words, of the locked policy less that of the one it started from: what locking did to
         * all else.
         */
        DRIFT("drift");

        private final String json;

        Distance(String json) {
            this.json = json;
        }

        /** As data rows have it. */
        public String json() {
            return json;
        }
    }
}
