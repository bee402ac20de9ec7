package lockpick.study.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lockpick.study.elicit.SupervisedFineTuning;
import org.junit.jupiter.api.Test;

class RunGraphTest {

    private static Set<RunKey> trained(String study) {
        return RunGraph.of(StudyFile.read(Studies.SHIPPED.resolve(study))).runs().stream()
                .filter(run -> !run.run().called().equals("sft"))
                .map(PlannedRun::key)
                .collect(Collectors.toSet());
    }

    @Test
    void aStudyExpandsToPoliciesLocksAndElicitationsOfEachSeed() {
        List<PlannedRun> runs = RunGraph.of(Studies.small()).runs();
        // Per seed 2 policies, 2 locks, and for each lock 2 k x 2 rates on reference and 1 on weak demonstrations.
        assertThat(runs).hasSize(2 * (2 + 2 + 2 * (4 + 1)));
        assertThat(runs.stream().map(run -> run.run().called()).limit(5))
                .containsExactly("policy", "policy", "lock", "sft", "sft");
    }

    @Test
    void inputsComeBeforeWhatNeedsThem() {
        Set<RunKey> before = new HashSet<>();
        for (PlannedRun run : RunGraph.of(Studies.small()).runs()) {
            assertThat(before).containsAll(run.needs()).doesNotContain(run.key());
            before.add(run.key());
        }
    }

    @Test
    void sharesTogetherAreTheWholeAndEachHasWhatItNeeds() {
        RunGraph graph = RunGraph.of(Studies.small());
        for (int shares : List.of(1, 3, 20, 50)) { // 20 runs are needed by no other
            Set<RunKey> all = new HashSet<>();
            for (int index = 1; index <= shares; index++) {
                List<PlannedRun> share = graph.share(index, shares);
                Set<RunKey> keys = share.stream().map(PlannedRun::key).collect(Collectors.toSet());
                assertThat(share).allSatisfy(run -> assertThat(keys).containsAll(run.needs()));
                all.addAll(keys);
            }
            assertThat(all).as("%s shares", shares).hasSize(graph.runs().size());
        }
        assertThat(graph.share(1, 2)).as("one seed each").hasSize(graph.runs().size() / 2);
    }

    @Test
    void onlyLocksByFineTuningNeedTheStrongPolicy() {
        List<PlannedRun> runs = RunGraph.of(Studies.small()).runs();
        assertThat(runs.get(0).needs()).isEmpty(); // strong
        assertThat(runs.get(1).needs()).isEmpty(); // weak
        assertThat(runs.get(2).needs()).isEmpty(); // from scratch
        assertThat(runs.get(3).needs()).containsExactly(runs.get(2).key()); // its first elicitation
        assertThat(runs.get(8).needs()).containsExactly(runs.get(0).key()); // sft-500
    }

    @Test
    void someRunsComeWithAllThatTheyNeedOrWaitFor() {
        RunGraph graph = RunGraph.of(Studies.small());
        List<PlannedRun> some = graph.runs(labels -> labels.seed() == 1
                && labels instanceof RunLabels.Unlocked unlocked
                && unlocked.from().called().equals("from-scratch")
                && unlocked.elicitation().labels().get("k").equals(4)
                && unlocked.elicitation().taken().isPresent());
        // the lock needs no policy, but whether it is one is judged by both
        assertThat(some).extracting(run -> run.run().called()).containsExactly("policy", "policy", "lock", "sft");
        assertThat(some).allMatch(run -> run.run().seed() == 1);
        assertThat(graph.runs(labels -> true)).isEqualTo(graph.runs());
    }

    @Test
    void labelsTellRunsApart() {
        List<RunGraph.Entry> entries = RunGraph.of(Studies.small()).entries();
        assertThat(entries.stream().map(entry -> entry.labels().json())).doesNotHaveDuplicates();
        assertThat(entries.get(3).run().labels())
                .hasToString("{seed=0, lock=from-scratch, lock_method=from-scratch, lock_examples=2000, method=sft,"
                        + " demonstrations=reference, k=4, learning_rate=1.0E-4}");
    }

    @Test
    void equalRunsAreOneRunUnderSeveralLabels() {
        String twice = Studies.SMALL.replace(
                "locks:\n",
                "locks:\n  - {method: from-scratch, name: same, examples: 2000,"
                        + " training: {learning-rate: 2.0e-3}}\n");
        RunGraph graph = RunGraph.of(Studies.parse(twice));
        assertThat(graph.runs()).hasSize(28);
        assertThat(graph.entries()).hasSize(28 + 2 * (1 + 5));
    }

    @Test
    void figuresOfOneSizeShareStrongAndLockedPolicies() {
        // Both policies, and of the locks the one from scratch and sft-12.5k; at the paper's size we make all four
        // locks.
        assertThat(trained("laptop/fig6.yaml"))
                .filteredOn(trained("laptop/fig13.yaml")::contains)
                .hasSize(3 * (2 + 2));
        assertThat(trained("paper/fig6.yaml"))
                .isEqualTo(trained("paper/fig13.yaml"))
                .hasSize(3 * (2 + 4));
    }

    @Test
    void aRunSurvivesTheWayThroughJson() {
        for (PlannedRun planned : RunGraph.of(Studies.small()).runs()) {
            Run back = RunJson.read(RunJson.of(planned.run(), DeviceKind.CPU)
                    .put("key", "and other members")
                    .toString());
            assertThat(RunKey.of(back)).isEqualTo(planned.key());
            assertThat(RunJson.of(back, DeviceKind.CPU)).isEqualTo(RunJson.of(planned.run(), DeviceKind.CPU));
        }
    }

    @Test
    void whatIsNoRunIsRefused() {
        assertThatThrownBy(() -> RunJson.read("{\"kind\": \"smaples\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "not a run: kind = smaples: expected policy, samples, lock, password-prompts, evaluate or elicit; did you mean samples?");
        assertThatThrownBy(() -> RunJson.read("{")).hasMessageStartingWith("not a run: ");
    }

    @Test
    void evaluationBudgetsFollowThePapersRule() {
        // 256/k epochs are 256 sequences; where that is no whole number of epochs, the next one.
        assertThat(evaluatedAt(4)).containsExactly(256, 512, 1024);
        assertThat(evaluatedAt(100)).containsExactly(300, 600, 1100);
        assertThat(evaluatedAt(255)).containsExactly(510, 765, 1275);
        assertThat(evaluatedAt(256)).containsExactly(256, 512, 1024);
        assertThat(evaluatedAt(1000)).containsExactly(1000, 2000, 4000);
    }

    private static List<Integer> evaluatedAt(int k) {
        Study study = Studies.parse(Studies.SMALL.replace("k: [4]", "k: [" + k + "]"));
        return RunGraph.of(study).runs().stream()
                .map(PlannedRun::run)
                .filter(Run.Elicit.class::isInstance)
                .map(run -> ((SupervisedFineTuning.Config) ((Run.Elicit) run).elicitation()))
                .filter(sft -> sft.k().equals(List.of(k)))
                .findFirst()
                .orElseThrow()
                .evaluatedAt();
    }
}
