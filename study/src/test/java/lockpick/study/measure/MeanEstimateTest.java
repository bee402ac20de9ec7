package lockpick.study.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import lockpick.study.measure.MeanEstimate.Spread;
import org.junit.jupiter.api.Test;

/** {@link PairedBootstrap#mean}. */
class MeanEstimateTest {

    private static final PairedBootstrap BOOTSTRAP = new PairedBootstrap(10_000, 3);

    @Test
    void intervalOfAShareIsTheBinomialOne() {
        // 200 of 400, drawn from 202 of 404: deviation sqrt(0.25 / 400) = 0.025
        // 90 %: 0.5 -+ 1.645 * 0.025 = 0.4589 .. 0.5411; 95 %: 0.5 -+ 1.96 * 0.025 = 0.451 .. 0.549
        boolean[] half = new boolean[400];
        Arrays.fill(half, 0, 200, true);

        MeanEstimate estimate = BOOTSTRAP.mean(List.of(ProblemValues.shares(half)));

        assertThat(estimate.mean()).isEqualTo(0.5);
        assertThat(estimate.problems()).isEqualTo(400);
        assertThat(estimate.seeds()).isEqualTo(1);
        assertThat(spread(estimate).ninety().low()).isCloseTo(0.4589, within(0.003));
        assertThat(spread(estimate).ninety().high()).isCloseTo(0.5411, within(0.003));
        assertThat(spread(estimate).ninetyFive().low()).isCloseTo(0.451, within(0.003));
        assertThat(spread(estimate).ninetyFive().high()).isCloseTo(0.549, within(0.003));
    }

    @Test
    void pairingRemovesTheSpreadThatBothArmsShare() {
        // both right on the same 250 of 500 problems, the first on 20 more: the difference is 1 on 20, 0 on 480
        // drawn from 22 ones, two -1 and 480 zeros of 504: mean 20 / 504 = 0.0397, squares 24 / 504 = 0.0476,
        // deviation sqrt((0.0476 - 0.0016) / 500) = 0.0096; unpaired it would be sqrt(2 * 0.25 / 500) = 0.032
        boolean[] first = new boolean[500];
        boolean[] second = new boolean[500];
        Arrays.fill(first, 0, 270, true);
        Arrays.fill(second, 0, 250, true);

        MeanEstimate estimate = BOOTSTRAP.mean(List.of(ProblemValues.differences(first, second)));

        assertThat(estimate.mean()).isEqualTo(0.04);
        assertThat(spread(estimate).ninetyFive().low()).isCloseTo(0.0397 - 1.96 * 0.0096, within(0.003));
        assertThat(spread(estimate).ninetyFive().high()).isCloseTo(0.0397 + 1.96 * 0.0096, within(0.003));
    }

    @Test
    void intervalOfNatsIsTheNormalOne() {
        // 0, 1, …, 99: mean 49.5, deviation sqrt((100² - 1) / 12) = 28.866, of the mean 2.8866
        double[] nats = new double[100];
        Arrays.setAll(nats, i -> i);

        MeanEstimate estimate = BOOTSTRAP.mean(List.of(ProblemValues.of(nats)));

        assertThat(spread(estimate).ninetyFive().low()).isCloseTo(49.5 - 1.96 * 2.8866, within(0.25));
        assertThat(spread(estimate).ninetyFive().high()).isCloseTo(49.5 + 1.96 * 2.8866, within(0.25));
    }

    @Test
    void agreementOnAFewProblemsIsNoProof() {
        // of n equal problems and four more, n are drawn: the sum deviates by nearly 2
        assertThat(spread(agreementOn(1)).ninetyFive()).isEqualTo(new Interval(-1, 1));
        assertThat(spread(agreementOn(20)).ninety().high()).isCloseTo(0.15, within(0.001)); // 3 of 20
        assertThat(spread(agreementOn(1_000)).ninety().high()).isCloseTo(0.003, within(0.001));
        assertThat(agreementOn(20).mean()).isZero();
    }

    private static MeanEstimate agreementOn(int problems) {
        return BOOTSTRAP.mean(List.of(ProblemValues.differences(new boolean[problems], new boolean[problems])));
    }

    @Test
    void equalNumbersWithoutARangeHaveNoWidth() {
        assertThat(spread(BOOTSTRAP.mean(List.of(ProblemValues.of(new double[] {0.5, 0.5, 0.5}))))
                        .ninetyFive())
                .isEqualTo(new Interval(0.5, 0.5));
    }

    @Test
    void oneNumberWithoutARangeHasNoSpread() {
        MeanEstimate estimate = BOOTSTRAP.mean(List.of(ProblemValues.of(new double[] {0.5})));

        assertThat(estimate.mean()).isEqualTo(0.5);
        assertThat(estimate.spread()).isEmpty();
    }

    @Test
    void seedsAreDrawnToo() {
        // two seeds without spread inside: resamples are 0, 1 or 2, so the interval is everything
        MeanEstimate estimate =
                BOOTSTRAP.mean(List.of(ProblemValues.of(new double[] {0, 0}), ProblemValues.of(new double[] {2})));

        assertThat(estimate.mean()).isEqualTo(1); // the mean of the seeds, not of the three problems
        assertThat(estimate.problems()).isEqualTo(3);
        assertThat(estimate.seeds()).isEqualTo(2);
        assertThat(spread(estimate).ninetyFive()).isEqualTo(new Interval(0, 2));
    }

    @Test
    void thereIsNoMeanOfNoSeed() {
        assertThatThrownBy(() -> BOOTSTRAP.mean(List.of()))
                .hasMessage("bootstrap: expected the values of at least one seed, was given none");
    }

    @Test
    void theSameSeedGivesTheSameEstimateAndAnotherNearlyTheSame() {
        List<ProblemValues> values = List.of(new Trial(new SplittableRandom(1), 300).differences());

        MeanEstimate estimate = PairedBootstrap.FOR_VERDICTS.mean(values);
        MeanEstimate other = new PairedBootstrap(10_000, 4).mean(values);

        assertThat(PairedBootstrap.FOR_VERDICTS.mean(values)).isEqualTo(estimate);
        Interval interval = spread(estimate).ninetyFive();
        double width = interval.high() - interval.low();
        assertThat(spread(other).ninetyFive().low()).isCloseTo(interval.low(), within(width / 20));
        assertThat(spread(other).ninetyFive().high()).isCloseTo(interval.high(), within(width / 20));
        assertThat(PairedBootstrap.FOR_VERDICTS.resamples()).isGreaterThanOrEqualTo(10_000);
    }

    @Test
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        // the first arm right alone with 0.2, the second with 0.1: the true difference is 0.1
        int[] problems = {30, 100, 500};
        for (int n : problems) {
            int inNinety = 0;
            int inNinetyFive = 0;
            for (int trial = 0; trial < 1_000; trial++) {
                List<ProblemValues> values = List.of(new Trial(new SplittableRandom(trial), n).differences());
                Spread spread = spread(new PairedBootstrap(1_000, trial).mean(values));
                inNinety += holds(spread.ninety(), 0.1) ? 1 : 0;
                inNinetyFive += holds(spread.ninetyFive(), 0.1) ? 1 : 0;
            }
            // deviations sqrt(0.9 * 0.1 / 1000) = 0.0095 and 0.0069; on 30 problems four more weigh: wider than needed
            assertThat(inNinety / 1_000.0).as("90 %% of %d", n).isBetween(0.88, n < 100 ? 1 : 0.945);
            assertThat(inNinetyFive / 1_000.0).as("95 %% of %d", n).isBetween(0.93, n < 100 ? 1 : 0.98);
        }
    }

    @Test
    void intervalsOfNatsHoldTheTruthAsOftenAsTheySay() {
        int held = 0;
        for (int trial = 0; trial < 1_000; trial++) {
            SplittableRandom random = new SplittableRandom(trial);
            double[] nats = new double[100];
            Arrays.setAll(nats, i -> -Math.log(1 - random.nextDouble())); // exponential, mean 1
            held += holds(
                            spread(new PairedBootstrap(1_000, trial).mean(List.of(ProblemValues.of(nats))))
                                    .ninetyFive(),
                            1)
                    ? 1
                    : 0;
        }
        assertThat(held / 1_000.0).isBetween(0.92, 0.97);
    }

    private static boolean holds(Interval interval, double truth) {
        return interval.low() <= truth && truth <= interval.high();
    }

    private static Spread spread(MeanEstimate estimate) {
        return estimate.spread().orElseThrow();
    }

    /** Two arms that differ on three problems of ten. */
    private record Trial(SplittableRandom random, int problems) {

        ProblemValues differences() {
            boolean[] first = new boolean[problems];
            boolean[] second = new boolean[problems];
            for (int i = 0; i < problems; i++) {
                double u = random.nextDouble();
                first[i] = u < 0.2 || u >= 0.8;
                second[i] = u >= 0.7;
            }
            return ProblemValues.differences(first, second);
        }
    }
}
