package lockpick.study.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import lockpick.study.lock.Control;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.pipeline.Role;
import org.junit.jupiter.api.Test;

/** The runs of studies whose locks have weak policies of their own. */
class OwnWeakPolicyGraphTest {

    private static final String WEAK =
            "{method: sft, model: tiny, examples: 50, epochs: 3, training: {learning-rate: 1.0e-3}}";

    private static final String ELICITATION = """
            elicit:
              - {method: sft, demonstrations: weak, k: [4], training: {learning-rates: [1.0e-4]}}
              - {method: filtering, rounds: {count: 1, problems: 10, pool: 10}, best: {keep: [5]}, training: {learning-rates: [1.0e-4]}}
              - {method: weak-sample-unlocking, k: [2], training: {learning-rates: [1.0e-4]}}
            """;

    private static RunGraph graph(String weak, String controls, String locks) {
        return RunGraph.of(Studies.parse("""
                title: Weak policies
                seeds: [0]
                task: {kind: twin, of: math, problems: 1000, validation-problems: 20, test-problems: 20}
                strong: {examples: 100, training: {learning-rate: 1.0e-3}}
                weak: %s
                controls: %s
                locks:
                %s%s""".formatted(weak, controls, locks, ELICITATION)));
    }

    /** @param weak the lock's own, or empty */
    private static String lock(String name, String weak) {
        return "  - {method: sft, name: " + name + ", strong-half: policy, examples: 200, epochs: 2,"
                + (weak.isEmpty() ? "" : " weak: " + weak + ",") + " training: {learning-rate: 1.0e-3}}\n";
    }

    private static Run.Lock lock(RunGraph graph, String name, Control control) {
        return (Run.Lock) graph.entries().stream()
                .filter(entry -> entry.labels() instanceof RunLabels.Locked locked
                        && locked.called().equals(name)
                        && locked.control() == control)
                .findFirst()
                .orElseThrow()
                .run()
                .run();
    }

    private static List<Run.Elicit> elicitations(RunGraph graph, String name) {
        return graph.entries().stream()
                .filter(entry -> entry.labels() instanceof RunLabels.Unlocked unlocked
                        && unlocked.from().called().equals(name))
                .map(entry -> (Run.Elicit) entry.run().run())
                .toList();
    }

    private static RunKey policy(RunGraph graph, Optional<String> lock) {
        return graph.entries().stream()
                .filter(entry -> entry.labels().equals(new RunLabels.Policy(0, Role.WEAK, lock)))
                .findFirst()
                .orElseThrow()
                .run()
                .key();
    }

    /** The run that draws some samples. */
    private static Run.DrawSamples drawing(RunGraph graph, Optional<RunKey> samples) {
        return (Run.DrawSamples) graph.runs().stream()
                .filter(run -> run.key().equals(samples.orElseThrow()))
                .findFirst()
                .orElseThrow()
                .run();
    }

    @Test
    void allThatTheStudysWeakPolicyGivesToItsLocksALocksOwnGivesToThatOne() {
        RunGraph graph = graph("{method: mistakes}", "[never-capable]", lock("a", "") + lock("b", WEAK));
        RunKey own = policy(graph, Optional.of("b"));
        assertThat(policy(graph, Optional.empty())).isNotEqualTo(own);

        Run.Lock a = lock(graph, "a", Control.NONE);
        Run.Lock b = lock(graph, "b", Control.NONE);
        assertThat(a.weak()).isEqualTo(new PolicyConfig.Mistakes());
        assertThat(a.weakSamples()).isEmpty();
        assertThat(b.weak()).isInstanceOf(PolicyConfig.FineTuned.class);
        assertThat(b.weakPolicy()).contains(own);
        assertThat(drawing(graph, b.weakSamples()).trained()).contains(own);
        assertThat(lock(graph, "b", Control.NEVER_CAPABLE).weakSamples()).isEqualTo(b.weakSamples());

        assertThat(elicitations(graph, "a"))
                .hasSize(6) // of the lock and its control
                .allMatch(run -> run.taken().equals(new PolicyConfig.Mistakes()))
                .allMatch(run -> run.samples().isEmpty());
        assertThat(elicitations(graph, "b"))
                .hasSize(6)
                .allSatisfy(run ->
                        assertThat(drawing(graph, run.samples()).trained()).contains(own));
    }

    @Test
    void elicitationFromALockWaitsForTheWeakPolicyThatTheGateComparesItWith() {
        RunGraph graph = graph("{method: mistakes}", "[]", lock("a", "") + lock("b", WEAK));
        for (RunGraph.Entry entry : graph.entries()) {
            if (entry.labels() instanceof RunLabels.Unlocked unlocked) {
                boolean isOfB = unlocked.from().called().equals("b");
                assertThat(entry.run().after())
                        .hasSize(2)
                        .contains(policy(graph, isOfB ? Optional.of("b") : Optional.empty()));
            }
        }
    }

    /** A study with one weak policy, and one whose lock has the same: nothing of the lock is computed twice. */
    @Test
    void aLocksOwnWeakPolicyMakesTheSameRunsAsTheStudys() {
        List<RunKey> ofStudy = keys(graph(WEAK, "[never-capable]", lock("a", "")));
        assertThat(keys(graph("{method: fixedrdm}", "[never-capable]", lock("a", WEAK))))
                .isEqualTo(ofStudy);
        assertThat(keys(graph(WEAK, "[never-capable]", lock("a", WEAK)))).isEqualTo(ofStudy);
    }

    private static List<RunKey> keys(RunGraph graph) {
        return graph.runs().stream().map(PlannedRun::key).toList();
    }

    @Test
    void locksWithEqualWeakPoliciesShareThem() {
        RunGraph graph = graph("{method: mistakes}", "[]", lock("a", WEAK) + lock("b", WEAK));
        assertThat(policy(graph, Optional.of("a"))).isEqualTo(policy(graph, Optional.of("b")));
        assertThat(graph.runs())
                .filteredOn(run -> run.run() instanceof Run.MakePolicy)
                .hasSize(2); // strong, weak
    }

    @Test
    void aWeakPolicyThatIsTheStudysIsNobodysOwn() {
        RunGraph graph = graph(WEAK, "[]", lock("a", WEAK));
        assertThat(graph.entries())
                .extracting(entry -> entry.labels().json().toString())
                .isEqualTo(graph(WEAK, "[]", lock("a", "")).entries().stream()
                        .map(entry -> entry.labels().json().toString())
                        .toList());
    }

    @Test
    void aControlThatImitatesNoWeakPolicyIsTheSameWhateverThatIs() {
        RunGraph graph = graph("{method: mistakes}", "[never-locked]", lock("a", "") + lock("b", WEAK));
        assertThat(RunKey.of(lock(graph, "b", Control.NEVER_LOCKED)))
                .isEqualTo(RunKey.of(lock(graph, "a", Control.NEVER_LOCKED)));
    }

    @Test
    void theStudysWeakPolicyIsLeftOutWhereNothingNeedsIt() {
        RunGraph graph = graph("{method: fixedrdm}", "[]", lock("a", WEAK) + lock("b", "{method: mistakes}"));
        assertThat(graph.entries())
                .filteredOn(entry -> entry.labels() instanceof RunLabels.Policy)
                .extracting(entry -> entry.labels().text().toString())
                .containsExactly(
                        "{seed=0, policy=strong}", "{seed=0, policy=weak, lock=a}", "{seed=0, policy=weak, lock=b}");
    }
}
