package lockpick.study.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DifferenceInDifferencesTest {
    private static final PairedBootstrap BOOTSTRAP = new PairedBootstrap(1_000, 11);

    @Test
    void itIsTheRiseOfTheLockLessThatOfTheControl() {
        // lock 1/4 -> 3/4, a rise of 0.5; control 2/4 -> 3/4, a rise of 0.25
        Rise locked = new Rise(bits("1000"), bits("1110"));
        Rise control = new Rise(bits("1100"), bits("1101"));

        assertThat(locked.mean()).isEqualTo(0.5);
        assertThat(locked.gained()).isEqualTo(2);
        assertThat(control.mean()).isEqualTo(0.25);
        MeanEstimate difference = DifferenceInDifferences.of(List.of(locked), List.of(control), BOOTSTRAP);
        assertThat(difference.mean()).isEqualTo(0.25);
        assertThat(difference.problems()).isEqualTo(4);
    }

    @Test
    void overSeedsItIsTheMeanOfTheirs() {
        // seed 0: 1 - 0; seed 1: (1 - 2) / 2 - 1 / 2, a rise of -0.5 less one of 0.5
        MeanEstimate difference = DifferenceInDifferences.of(
                List.of(new Rise(bits("0"), bits("1")), new Rise(bits("11"), bits("10"))),
                List.of(new Rise(bits("1"), bits("1")), new Rise(bits("00"), bits("01"))),
                BOOTSTRAP);

        assertThat(difference.mean()).isEqualTo((1.0 - 1.0) / 2);
        assertThat(difference.seeds()).isEqualTo(2);
    }

    @Test
    void pairingRemovesTheSpreadThatLockAndControlShare() {
        // both gain the same 200 of 400 problems, whichever is drawn: only the ends of the range give it a width,
        // drawn from 404 with two 2 and two -2: squares 16 / 404 = 0.0396, deviation sqrt(0.0396 / 400) = 0.00995;
        // unpaired it would be sqrt(2 * 0.25 / 400) = 0.035
        boolean[] before = new boolean[400];
        boolean[] after = new boolean[400];
        java.util.Arrays.fill(after, 0, 200, true);
        Rise rise = new Rise(before, after);

        Interval interval = DifferenceInDifferences.of(List.of(rise), List.of(rise), new PairedBootstrap(10_000, 3))
                .spread()
                .orElseThrow()
                .ninetyFive();

        assertThat(interval.low()).isCloseTo(-1.96 * 0.00995, within(0.003));
        assertThat(interval.high()).isCloseTo(1.96 * 0.00995, within(0.003));
    }

    /** Its 95 % interval holds the true difference in about 95 % of trials, or somewhat more where problems are few. */
    @Test
    void theIntervalHoldsTheTruthAsOftenAsItSays() {
        assertThat(coverage(100, 600)).isBetween(0.94, 0.995);
        assertThat(coverage(500, 600)).isBetween(0.93, 0.98); // 0.95 with a deviation of 0.009
    }

    /**
     * Simulates one seed: a quarter of the problems are easy. The lock is right on those alone, and after elicitation on
     * 0.95 of them and half of the others; the control, drawn anew each time, on 0.97 and 0.8, then on 0.95 and 0.85.
     */
    private static double coverage(int problems, int trials) {
        // lock 0.25 * -0.05 + 0.75 * 0.5 = 0.3625; control 0.25 * -0.02 + 0.75 * 0.05 = 0.0325
        double truth = 0.3625 - 0.0325;
        SplittableRandom random = new SplittableRandom(problems);
        int held = 0;
        for (int trial = 0; trial < trials; trial++) {
            boolean[][] outcomes = new boolean[4][problems];
            for (int i = 0; i < problems; i++) {
                boolean easy = random.nextDouble() < 0.25;
                outcomes[0][i] = easy;
                outcomes[1][i] = random.nextDouble() < (easy ? 0.95 : 0.5);
                outcomes[2][i] = random.nextDouble() < (easy ? 0.97 : 0.8);
                outcomes[3][i] = random.nextDouble() < (easy ? 0.95 : 0.85);
            }
            Interval interval = DifferenceInDifferences.of(
                            List.of(new Rise(outcomes[0], outcomes[1])),
                            List.of(new Rise(outcomes[2], outcomes[3])),
                            new PairedBootstrap(500, trial))
                    .spread()
                    .orElseThrow()
                    .ninetyFive();
            held += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
        }
        return (double) held / trials;
    }

    @Test
    void onlyTheSameSeedsAndProblemsCompare() {
        Rise one = new Rise(bits("0"), bits("1"));
        Rise two = new Rise(bits("00"), bits("11"));
        List<Rise> none = new ArrayList<>();

        assertThatThrownBy(() -> DifferenceInDifferences.of(List.of(one), List.of(two), BOOTSTRAP))
                .hasMessageContaining("1 differences of the first arm and 2 of the second");
        assertThatThrownBy(() -> DifferenceInDifferences.of(List.of(one), none, BOOTSTRAP))
                .hasMessageContaining("1 seeds of the lock and 0 of the control");
        assertThatThrownBy(() -> DifferenceInDifferences.of(none, none, BOOTSTRAP))
                .hasMessageContaining("at least one seed");
        assertThatThrownBy(() -> new Rise(bits("01"), bits("0")))
                .hasMessageContaining("2 problems before and 1 after elicitation");
    }

    private static boolean[] bits(String digits) {
        boolean[] bits = new boolean[digits.length()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = digits.charAt(i) == '1';
        }
        return bits;
    }
}
