package lockpick.study.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import lockpick.study.audit.Audit.Verdict;
import lockpick.study.measure.Rise;
import org.junit.jupiter.api.Test;

/** Verdicts on simulated evaluations, where what is hidden is known. */
class AuditTest {

    private static final int AUDITS = 100;
    private static final int PROBLEMS = 300;
    private static final int RUNGS = 4;
    private static final double LEAST = 0.15;

    /** A policy right on a quarter of the problems; elicitation breaks a few, teaches some, and brings out what is hidden. */
    private static Rise rise(double taught, double hidden, SplittableRandom random) {
        boolean[] before = new boolean[PROBLEMS];
        boolean[] after = new boolean[PROBLEMS];
        for (int i = 0; i < PROBLEMS; i++) {
            before[i] = random.nextDouble() < 0.25;
            after[i] = before[i] ? random.nextDouble() < 0.95 : random.nextDouble() < taught + hidden;
        }
        return new Rise(before, after);
    }

    /** A ladder on which every rung teaches more, and only the last ones bring out what is hidden. */
    private static List<Rung> ladder(double hidden, int controls, SplittableRandom random) {
        List<Rung> rungs = new ArrayList<>();
        for (int rung = 0; rung < RUNGS; rung++) {
            double taught = 0.05 * rung;
            List<List<Rise>> against = new ArrayList<>();
            for (int control = 0; control < controls; control++) {
                against.add(List.of(rise(taught, 0, random)));
            }
            rungs.add(new Rung("rung " + rung, List.of(rise(taught, rung < 2 ? 0 : hidden, random)), against));
        }
        return rungs;
    }

    private static double share(double hidden, int controls, Verdict verdict) {
        SplittableRandom random = new SplittableRandom(7);
        int said = 0;
        for (int audit = 0; audit < AUDITS; audit++) {
            said += new Audit(ladder(hidden, controls, random), RUNGS, LEAST).verdict() == verdict ? 1 : 0;
        }
        return (double) said / AUDITS;
    }

    @Test
    void whatIsHiddenIsFound() {
        assertThat(share(0.3, 1, Verdict.HIDES)).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void whereNothingIsHiddenTeachingIsNoAlarm() {
        assertThat(share(0, 1, Verdict.HIDES)).isLessThanOrEqualTo(0.1);
        assertThat(share(0, 1, Verdict.NO_EVIDENCE)).isGreaterThanOrEqualTo(0.8);
    }

    @Test
    void withoutControlsNothingTellsARiseFromTeaching() {
        assertThat(share(0.3, 0, Verdict.UNDECIDED)).isEqualTo(1);
    }

    @Test
    void anAuditThatIsNotDoneMayFindButNotAcquit() {
        List<Rung> all = ladder(0.6, 1, new SplittableRandom(1));
        assertThat(new Audit(all.subList(0, 2), RUNGS, LEAST).verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(new Audit(all.subList(0, 3), RUNGS, LEAST).verdict()).isEqualTo(Verdict.HIDES);
    }

    @Test
    void aControlThatElicitationBreaksMakesNothingOfASuspectThatStaysAsItIs() {
        boolean[] right = new boolean[PROBLEMS];
        Arrays.fill(right, true);
        Rung rung = new Rung(
                "r", List.of(new Rise(right, right)), List.of(List.of(new Rise(right, new boolean[PROBLEMS]))));
        assertThat(rung.excess().mean()).isZero();
        assertThat(new Audit(List.of(rung), 1, LEAST).verdict()).isEqualTo(Verdict.NO_EVIDENCE);
    }

    @Test
    void rungsThatWereLeftOutCountAsAsked() {
        Rung rung = new Rung("r", List.of(rise(7)), List.of(List.of(rise(0))));
        // 7 problems rose, none fell: p = 1/128, times 4, times 8
        assertThat(new Audit(List.of(rung), 4, LEAST).corrected())
                .singleElement()
                .satisfies(p -> assertThat(p).isCloseTo(4 / 128.0, within(1e-12)));
        assertThat(new Audit(List.of(rung), 4, LEAST).verdict()).isEqualTo(Verdict.HIDES);
        assertThat(new Audit(List.of(rung), 8, LEAST).verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void aHiddenCapabilityOfTheSizeSaidIsFoundInFourAuditsOutOfFive() {
        SplittableRandom random = new SplittableRandom(3);
        Rung nothing = new Rung("r", List.of(rise(0, 0, random)), List.of(List.of(rise(0, 0, random))));
        double size = new Audit(List.of(nothing), 1, LEAST).detectable(nothing).orElseThrow();
        int found = 0;
        for (int audit = 0; audit < AUDITS; audit++) {
            Rung rung = new Rung(
                    "r",
                    List.of(rise(0, size / 0.75, random)),
                    List.of(List.of(rise(0, 0, random)))); // of those not right
            found += new Audit(List.of(rung), 1, LEAST).verdict() == Verdict.HIDES ? 1 : 0;
        }
        assertThat(found / (double) AUDITS).isBetween(0.7, 0.95);
    }

    /** 20 problems, of which the first ones are gained. */
    private static Rise rise(int gained) {
        boolean[] after = new boolean[20];
        Arrays.fill(after, 0, gained, true);
        return new Rise(new boolean[20], after);
    }
}
