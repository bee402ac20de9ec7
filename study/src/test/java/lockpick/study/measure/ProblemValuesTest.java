package lockpick.study.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ProblemValuesTest {

    @Test
    void theMeanIsThatOfTheProblemsAlone() {
        boolean[] first = {true, true, true, false};
        boolean[] second = {true, false, false, true};

        // (0 + 1 + 1 - 1) / 4 and 3 / 4
        assertThat(ProblemValues.differences(first, second).mean()).isEqualTo(0.25);
        assertThat(ProblemValues.shares(first).mean()).isEqualTo(0.75);
        assertThat(ProblemValues.of(new double[] {-1, 0.5, 2}).mean()).isEqualTo(0.5);
    }

    @Test
    void countingAndDrawingGiveTheSameDistribution() {
        double[] shares = new double[100];
        Arrays.fill(shares, 0, 30, 1);
        Arrays.fill(shares, 30, 40, 0.5);
        ProblemValues values = ProblemValues.shares(shares);

        double[] counted = draws(values::meanOfCounts);
        double[] drawn = draws(values::meanOfDraws);

        // 32 ones, 10 halves and 62 zeros of 104: mean 37 / 104 = 0.35577
        // squares 34.5 / 104 = 0.33173, variance 0.20516, of a mean of 100: deviation 0.04529
        for (double[] means : new double[][] {counted, drawn}) {
            double mean = Arrays.stream(means).average().orElseThrow();
            double variance = Arrays.stream(means)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElseThrow();
            assertThat(mean).isCloseTo(0.35577, within(0.001));
            assertThat(Math.sqrt(variance)).isCloseTo(0.04529, within(0.0006));
        }
        // the largest distance of two empirical distributions of 40,000 is above 1.95 sqrt(2 / 40,000) once in a
        // thousand
        assertThat(distance(counted, drawn)).isLessThan(0.0138);
    }

    @Test
    void numbersWithoutARangeAreDrawnAsTheyAre() {
        ProblemValues values = ProblemValues.of(new double[] {2, 2, 2});

        assertThat(values.varies()).isFalse();
        assertThat(values.resampledMean(new SplittableRandom(1))).isEqualTo(2);
    }

    @Test
    void sharesAreSharesAndNumbersAreNumbers() {
        assertThatThrownBy(() -> ProblemValues.shares(new double[] {0.5, 1.5}))
                .hasMessage("problem values: the share 1.5 is not between 0 and 1");
        assertThatThrownBy(() -> ProblemValues.differences(new double[] {0.5}, new double[] {Double.NaN}))
                .hasMessage("problem values: the share NaN is not between 0 and 1");
        assertThatThrownBy(() -> ProblemValues.of(new double[] {Double.POSITIVE_INFINITY}))
                .hasMessage("problem values: Infinity is no finite number");
    }

    @Test
    void valuesPairOrAreRefused() {
        assertThatThrownBy(() -> ProblemValues.differences(new boolean[3], new boolean[2]))
                .hasMessage("problem values: 3 of the first arm and 2 of the second; expected the same problems");
        assertThatThrownBy(() -> ProblemValues.of(new double[0]))
                .hasMessage("problem values: expected at least one problem, was given none");
    }

    private static double[] draws(ToDoubleFunction<SplittableRandom> mean) {
        SplittableRandom random = new SplittableRandom(11);
        double[] means = new double[40_000];
        Arrays.setAll(means, i -> mean.applyAsDouble(random));
        Arrays.sort(means);
        return means;
    }

    private static double distance(double[] first, double[] second) {
        double largest = 0;
        int j = 0;
        for (int i = 0; i < first.length; i++) {
            if (i + 1 < first.length && first[i + 1] == first[i]) {
                continue;
            }
            while (j < second.length && second[j] <= first[i]) {
                j++;
            }
            largest = Math.max(largest, Math.abs((double) (i + 1) / first.length - (double) j / second.length));
        }
        return largest;
    }
}
