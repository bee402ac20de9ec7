package lockpick.study.measure;

import java.util.SplittableRandom;

/**
 * Draws how many of some trials succeed: by inversion where few do, else by transformed rejection (Hörmann, 1993,
 * algorithm BTRS). Exact, and as fast for a million trials as for a hundred.
 */
final class Binomial {

    private static final double FEW = 10;

    private final double[] logFactorials;

    /** @param mostTrials the largest number of trials that will be asked for */
    Binomial(int mostTrials) {
        logFactorials = new double[mostTrials + 1];
        for (int n = 2; n <= mostTrials; n++) {
            logFactorials[n] = logFactorials[n - 1] + Math.log(n);
        }
    }

    /**
     * @param trials at least 0
     * @param probability of success of each, in 0..1
     * @return successes, from 0 to {@code trials}
     */
    int draw(SplittableRandom random, int trials, double probability) {
        if (probability > 0.5) {
            return trials - draw(random, trials, 1 - probability);
        }
        return trials * probability < FEW
                ? byInversion(random, trials, probability)
                : byRejection(random, trials, probability);
    }

    /** Subtracts P(0), P(1), … from a uniform number until it is used up. */
    private static int byInversion(SplittableRandom random, int trials, double p) {
        double odds = p / (1 - p);
        double left = random.nextDouble();
        double probability = Math.pow(1 - p, trials);
        int successes = 0;
        while (left >= probability && successes < trials) {
            left -= probability;
            successes++;
            probability *= odds * (trials - successes + 1) / successes;
        }
        return successes;
    }

    private int byRejection(SplittableRandom random, int trials, double p) {
        double deviation = Math.sqrt(trials * p * (1 - p));
        double b = 1.15 + 2.53 * deviation;
        double a = -0.0873 + 0.0248 * b + 0.01 * p;
        double center = trials * p + 0.5;
        double squeeze = 0.92 - 4.2 / b;
        double alpha = (2.83 + 5.1 / b) * deviation;
        double logOdds = Math.log(p / (1 - p));
        int mode = (int) ((trials + 1) * p);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextDouble();
            double us = 0.5 - Math.abs(u);
            int k = (int) Math.floor((2 * a / us + b) * u + center);
            if (us >= 0.07 && v <= squeeze) {
                return k;
            }
            if (k >= 0 && k <= trials) {
                double logRatio = logFactorials[mode]
                        + logFactorials[trials - mode]
                        - logFactorials[k]
                        - logFactorials[trials - k]
                        + (k - mode) * logOdds;
                if (Math.log(v * alpha / (a / (us * us) + b)) <= logRatio) {
                    return k;
                }
            }
        }
    }
}
