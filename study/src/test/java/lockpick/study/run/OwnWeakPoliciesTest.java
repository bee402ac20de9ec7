package lockpick.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunLabels;
import lockpick.study.experiment.Studies;
import lockpick.study.experiment.Study;
import lockpick.study.gate.Arm;
import lockpick.study.gate.GateArms;
import lockpick.study.lock.Control;
import lockpick.study.lock.LockConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Locks of one study that imitate different weak policies, from end to end, in sizes that learn next to nothing. One of
 * them is never wrong, one never right, so that no two can be taken for each other.
 */
class OwnWeakPoliciesTest {

    private static final Study STUDY = Studies.parse("""
            title: Three weak policies
            seeds: [5]
            task:
              kind: composition
              functions: 4
              identities: 2
              families: [position-permutations]
              validation-problems: 16
              test-problems: 256
            model: tiny
            strong: {examples: 64, training: {learning-rate: 1.0e-3, batch: 32}}
            controls: []
            gate: {when-failed: warn}
            locks:
              - {method: sft, name: mistakes, examples: 64, epochs: 1, training: {learning-rate: 1.0e-3, batch: 32}}
              - method: sft
                name: reference
                weak: {method: reference}
                examples: 64
                epochs: 1
                training: {learning-rate: 1.0e-3, batch: 32}
              - method: sft
                name: fixedrdm
                weak: {method: fixedrdm}
                examples: 64
                epochs: 1
                training: {learning-rate: 1.0e-3, batch: 32}
            """);

    @TempDir
    private static Path folder;

    private static ComputedStudy study;

    @BeforeAll
    static void compute() throws IOException {
        study = new ComputedStudy(folder, STUDY);
    }

    @Test
    void eachLockIsTrainedOnWhatItsOwnWeakPolicyWrites() throws IOException {
        Map<String, String> strong = completions("mistakes", "strong");
        assertThat(completions("reference", "strong")).isEqualTo(strong);
        assertThat(completions("reference", "weak")).isEqualTo(strong);
        assertThat(completions("mistakes", "weak")).isNotEqualTo(strong).hasSameSizeAs(strong);
    }

    /** Of the rows that imitate the policy of a role, what the loss falls on, by the problem in front of it. */
    private static Map<String, String> completions(String lock, String role) throws IOException {
        PlannedRun run = LockGate.run(study.graph(), new RunLabels.Locked(5, lock(lock), Control.NONE));
        Map<String, String> completions = new TreeMap<>();
        for (String row : new LockPreview(folder, study.graph()).rows(run, 64)) {
            if (row.startsWith(role)) {
                String problem = row.substring(row.indexOf('|'), row.indexOf('⟦')); // behind the password's slot
                completions.put(problem, row.substring(row.indexOf('⟦')));
            }
        }
        return completions;
    }

    @Test
    void theGateComparesALockWithTheWeakPolicyThatItImitates() throws IOException {
        assertThat(weak("reference")).isEqualTo(1);
        assertThat(weak("fixedrdm")).isZero();
        // 2 · 1 of 4 · 3 ordered pairs have no function of the identity set, 0.17; others agree by coincidence
        assertThat(weak("mistakes")).isCloseTo(0.2, within(0.1));
        assertThat(arms("fixedrdm").kl()).isPresent();
        assertThat(arms("mistakes").kl()).isEmpty();
    }

    private static double weak(String lock) throws IOException {
        return arms(lock).weak().map(Arm::mean).orElseThrow().mean();
    }

    private static GateArms arms(String lock) throws IOException {
        return new LockGate(folder, STUDY, study.graph())
                .arms(lock(lock), List.of(5L))
                .orElseThrow();
    }

    private static LockConfig lock(String name) {
        return STUDY.locks().stream()
                .filter(lock -> lock.called().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
