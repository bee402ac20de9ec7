package lockpick.study.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import lockpick.study.measure.Claim.Verdict;
import lockpick.study.measure.MeanEstimate.Spread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimTest {

    /** Claim, 90 % interval, 95 % interval, verdict. */
    static Stream<Arguments> cases() {
        Claim equivalent = new Claim.Equivalent(0.05);
        Claim nonInferior = new Claim.NonInferior(0.05);
        Claim superior = new Claim.Superior(0.1);
        Claim atMost = new Claim.AtMost(0.2);
        Claim atLeast = new Claim.AtLeast(0.7);
        return Stream.of(
                // within by 90 %, though not by 95 %
                Arguments.of(equivalent, -0.04, 0.05, -0.06, 0.06, Verdict.HOLDS),
                Arguments.of(equivalent, -0.051, 0.01, -0.06, 0.02, Verdict.UNDECIDED),
                Arguments.of(equivalent, -0.2, -0.07, -0.22, -0.051, Verdict.FAILS),
                Arguments.of(equivalent, 0.07, 0.2, 0.051, 0.22, Verdict.FAILS),
                // outside by 90 %, but not by 95 %
                Arguments.of(equivalent, 0.06, 0.2, 0.04, 0.22, Verdict.UNDECIDED),
                Arguments.of(nonInferior, -0.049, 0.3, -0.06, 0.4, Verdict.HOLDS),
                Arguments.of(nonInferior, -0.05, 0.3, -0.06, 0.4, Verdict.UNDECIDED), // more than the margin, not equal
                Arguments.of(nonInferior, -0.2, -0.06, -0.22, -0.05, Verdict.FAILS),
                Arguments.of(superior, 0.11, 0.2, 0.09, 0.22, Verdict.HOLDS),
                Arguments.of(superior, 0.1, 0.2, 0.09, 0.22, Verdict.UNDECIDED),
                Arguments.of(superior, -0.1, 0.08, -0.12, 0.1, Verdict.FAILS),
                Arguments.of(atMost, 0.1, 0.2, 0.05, 0.25, Verdict.HOLDS),
                Arguments.of(atMost, 0.1, 0.21, 0.05, 0.25, Verdict.UNDECIDED),
                Arguments.of(atMost, 0.3, 0.4, 0.21, 0.5, Verdict.FAILS),
                Arguments.of(atLeast, 0.7, 0.8, 0.65, 0.85, Verdict.HOLDS),
                Arguments.of(atLeast, 0.6, 0.8, 0.55, 0.85, Verdict.UNDECIDED),
                Arguments.of(atLeast, 0.5, 0.6, 0.45, 0.69, Verdict.FAILS));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ninetyPercentWithinHoldsAndNinetyFiveOutsideFails(
            Claim claim, double low90, double high90, double low95, double high95, Verdict verdict) {
        Spread spread = new Spread(new Interval(low90, high90), new Interval(low95, high95));

        assertThat(claim.verdict(new MeanEstimate((low90 + high90) / 2, Optional.of(spread), 100, 1)))
                .isEqualTo(verdict);
    }

    @Test
    void aNumberWithoutASpreadDecidesNothing() {
        assertThat(new Claim.AtMost(5).verdict(new MeanEstimate(0, Optional.empty(), 1, 1)))
                .isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void marginsAreDistances() {
        assertThatThrownBy(() -> new Claim.Equivalent(-0.1))
                .hasMessage("claim: the margin is -0.1, must be at least 0");
        assertThatThrownBy(() -> new Claim.NonInferior(Double.NaN))
                .hasMessage("claim: the margin is NaN, must be at least 0");
    }

    @Test
    void atTheBoundAClaimHoldsInOneTrialOfTwentyAndFailsInOneOfForty() {
        // the difference is 0.1 in truth: just not superior by 0.1, just at most 0.1
        int held = 0;
        int failed = 0;
        for (int trial = 0; trial < 2_000; trial++) {
            SplittableRandom random = new SplittableRandom(trial);
            double[] first = new double[400];
            double[] second = new double[400];
            for (int i = 0; i < 400; i++) {
                double u = random.nextDouble();
                first[i] = u < 0.2 ? 1 : 0;
                second[i] = u >= 0.9 ? 1 : 0;
            }
            MeanEstimate estimate =
                    new PairedBootstrap(1_000, trial).mean(List.of(ProblemValues.differences(first, second)));
            held += new Claim.Superior(0.1).verdict(estimate) == Verdict.HOLDS ? 1 : 0;
            failed += new Claim.AtMost(0.1).verdict(estimate) == Verdict.FAILS ? 1 : 0;
        }
        // expected 100 -+ 9.7 and 50 -+ 7
        assertThat(held).isBetween(60, 140);
        assertThat(failed).isBetween(20, 80);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 60, 100, 200, 500})
    void aRareDifferenceInOneDirectionIsNotMissedOnFewProblems(int problems) {
        // the first arm is right on a twentieth of the problems, the second never: percentiles alone would claim a
        // difference of at most 0.05 in a third of the trials on 20 problems, an eighth on 40
        int held = 0;
        for (int trial = 0; trial < 1_000; trial++) {
            SplittableRandom random = new SplittableRandom(trial);
            boolean[] first = new boolean[problems];
            for (int i = 0; i < problems; i++) {
                first[i] = random.nextDouble() < 0.05;
            }
            ProblemValues values = ProblemValues.differences(first, new boolean[problems]);
            MeanEstimate estimate = new PairedBootstrap(1_000, trial).mean(List.of(values));
            held += new Claim.AtMost(0.05).verdict(estimate) == Verdict.HOLDS ? 1 : 0;
        }
        assertThat(held).isLessThan(100);
    }

    @Test
    void equalArmsAreEquivalentOnlyOnEnoughProblems() {
        // equal on every problem: 20 of them could still hide a difference of one in ten
        Claim claim = new Claim.Equivalent(0.05);

        assertThat(claim.verdict(equal(20))).isEqualTo(Verdict.UNDECIDED);
        assertThat(claim.verdict(equal(200))).isEqualTo(Verdict.HOLDS);
    }

    private static MeanEstimate equal(int problems) {
        boolean[] right = new boolean[problems];
        Arrays.fill(right, 0, problems / 2, true);
        return PairedBootstrap.FOR_VERDICTS.mean(List.of(ProblemValues.differences(right, right)));
    }
}
