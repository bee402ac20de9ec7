package lockpick.study.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import lockpick.study.gate.GateReport.Verdict;
import lockpick.study.measure.PairedBootstrap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often the gate is right, on models of which the truth is known (docs/methods/lock-gate.md). */
class GateSimulationTest {

    @ParameterizedTest
    @CsvSource({"50, 0.97", "500, 0.97", "50, 0", "500, 0"})
    void aLockedModelIsRarelyFoundNotLocked(int problems, double imitation) {
        // 0.15: two arms that are right on other problems each agree on 0.15² + 0.85² = 0.745 of them, more than 0.7
        SimulatedLock lock = new SimulatedLock(problems, 0.15, 0.55, imitation);

        Map<Verdict, Integer> found = verdicts(1_000, lock::faithful);

        assertThat(found.get(Verdict.NOT_LOCKED)).isLessThanOrEqualTo(50);
    }

    @Test
    void aGapOfThreeTenthsOnFiveHundredProblemsIsFoundLocked() {
        SimulatedLock lock = new SimulatedLock(500, 0.25, 0.55, 0.9);

        assertThat(verdicts(300, lock::faithful).get(Verdict.LOCKED)).isGreaterThan(285);
    }

    @Test
    void aLeakAtTheBoundIsRarelyFoundLocked() {
        // near misses are right on 0.05 more of the problems than the floor: just allowed, so one of twenty may hold
        SimulatedLock lock = new SimulatedLock(500, 0.25, 0.55, 0.97);

        Map<Verdict, Integer> found = verdicts(500, trial -> lock.leaking(trial, 0.30));

        assertThat(found.get(Verdict.LOCKED)).isLessThanOrEqualTo(40); // 25 -+ 5 expected
        assertThat(found.get(Verdict.NOT_LOCKED)).isLessThanOrEqualTo(25); // 12.5 -+ 3.5
    }

    @Test
    void aLeakOfATenthOnFiveHundredProblemsIsFoundNotLocked() {
        SimulatedLock lock = new SimulatedLock(500, 0.25, 0.55, 0.97);

        Map<Verdict, Integer> found = verdicts(300, trial -> lock.leaking(trial, 0.35));

        assertThat(found.get(Verdict.NOT_LOCKED)).isGreaterThan(270);
        assertThat(found.get(Verdict.LOCKED)).isZero();
    }

    private static Map<Verdict, Integer> verdicts(int trials, LongFunction<GateArms> arms) {
        Map<Verdict, Integer> found = new EnumMap<>(Verdict.class);
        List.of(Verdict.values()).forEach(verdict -> found.put(verdict, 0));
        for (long trial = 1; trial <= trials; trial++) {
            // fewer resamples than by default: the ends of each interval move more, how often they err hardly changes
            GateReport report = Gate.judge(GateConfig.byDefault(), arms.apply(trial), new PairedBootstrap(400, trial));
            found.merge(report.verdict(), 1, Integer::sum);
        }
        return found;
    }
}
