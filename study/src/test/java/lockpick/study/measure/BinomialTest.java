package lockpick.study.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialTest {

    private static final int DRAWS = 100_000;

    @ParameterizedTest
    @CsvSource({
        "1, 0.5",
        "7, 0.3",
        "50, 0.01",
        "30, 0.9", // few succeed, or few do not: by inversion
        "30, 0.4",
        "100, 0.5",
        "500, 0.05",
        "500, 0.97",
        "2000, 0.3" // by rejection
    })
    void everyCountComesUpAsOftenAsTheFormulaSays(int trials, double probability) {
        Binomial binomial = new Binomial(trials);
        SplittableRandom random = new SplittableRandom(5);
        int[] counts = new int[trials + 1];
        for (int i = 0; i < DRAWS; i++) {
            counts[binomial.draw(random, trials, probability)]++;
        }

        // Pearson's chi-squared over counts that are expected at least 5 times, the others together
        double chiSquared = 0;
        int cells = 0;
        double rareExpected = 0;
        int rare = 0;
        for (int k = 0; k <= trials; k++) {
            double expected = DRAWS * probability(trials, k, probability);
            if (expected < 5) {
                rareExpected += expected;
                rare += counts[k];
            } else {
                chiSquared += (counts[k] - expected) * (counts[k] - expected) / expected;
                cells++;
            }
        }
        if (rareExpected >= 5) {
            chiSquared += (rare - rareExpected) * (rare - rareExpected) / rareExpected;
            cells++;
        }

        // mean cells - 1, standard deviation sqrt(2 (cells - 1)); four of them happen once in ten thousand
        assertThat(chiSquared).isLessThan(cells - 1 + 4 * Math.sqrt(2.0 * (cells - 1)));
    }

    @Test
    void certaintyIsCertain() {
        SplittableRandom random = new SplittableRandom(5);

        assertThat(new Binomial(40).draw(random, 40, 0)).isZero();
        assertThat(new Binomial(40).draw(random, 40, 1)).isEqualTo(40);
        assertThat(new Binomial(40).draw(random, 0, 0.3)).isZero();
    }

    /** The formula, one factor after another. */
    private static double probability(int trials, int successes, double p) {
        double logProbability = successes * Math.log(p) + (trials - successes) * Math.log(1 - p);
        for (int i = 1; i <= successes; i++) {
            logProbability += Math.log((double) (trials - successes + i) / i);
        }
        return Math.exp(logProbability);
    }
}
