package lockpick.study.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lockpick.study.lock.Control;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.pipeline.ProblemDraw;
import lockpick.study.pipeline.Role;
import lockpick.study.task.TaskConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runs of studies whose policies learn from one another, with controls. */
class PolicyGraphTest {

    private static final String TRAINED_WEAK = """
            title: Trained weak
            seeds: [0]
            task: {kind: twin, of: math, problems: 1000, validation-problems: 20, test-problems: 20}
            strong: {examples: 100, training: {learning-rate: 1.0e-3}}
            weak: {method: sft, model: tiny, teacher: strong, examples: 50, epochs: 3, training: {learning-rate: 1.0e-3}}
            locks:
              - {method: sft, strong-half: policy, examples: 200, epochs: 2, training: {learning-rate: 1.0e-3}}
            elicit:
              - {method: sft, demonstrations: weak, k: [4, 16], training: {learning-rates: [1.0e-4]}}
            """;

    private static RunGraph graph(String yaml) {
        return RunGraph.of(Studies.parse(yaml));
    }

    private static List<String> outline(RunGraph graph) {
        return graph.entries().stream()
                .map(entry -> switch (entry.labels()) {
                    case RunLabels.Policy policy -> "policy " + whose(policy.role(), policy.lock());
                    case RunLabels.Samples samples ->
                        "samples " + whose(samples.role(), samples.lock()) + " " + samples.use() + " "
                                + samples.problems() + " x " + samples.draws();
                    case RunLabels.Locked locked -> "lock " + locked.control();
                    case RunLabels.PasswordPrompted prompted -> "password prompts";
                    case RunLabels.Given given -> "given " + given.model().name();
                    case RunLabels.Unlocked unlocked ->
                        "sft " + (unlocked.from() instanceof RunLabels.Locked locked ? locked.control() : "given") + " "
                                + unlocked.elicitation().labels().get("k");
                })
                .toList();
    }

    private static String whose(Role role, Optional<String> lock) {
        return role + lock.map(" of "::concat).orElse("");
    }

    /** Before they are computed, a machine that cannot run programs is to say so. */
    @Test
    void runsTellWhatTasksTheyGradeBesideTheirOwn() {
        String code = "{kind: twin, of: code, problems: 1000, validation-problems: 10, test-problems: 10}";
        RunGraph graph = graph(TRAINED_WEAK.replace("examples: 100,", "examples: 100, with-tasks: [" + code + "],"));
        assertThat(graph.entries())
                .filteredOn(entry -> entry.run().run().tasks().stream().anyMatch(TaskConfig::runsPrograms))
                .extracting(RunGraph.Entry::labels)
                .singleElement()
                .isInstanceOfSatisfying(
                        RunLabels.Policy.class,
                        policy -> assertThat(policy.role()).isEqualTo(Role.STRONG));
    }

    @Test
    void samplesAreDrawnOnceBeforeTheFirstThatTakesThem() {
        assertThat(outline(graph(TRAINED_WEAK)))
                .containsExactly(
                        "policy strong",
                        "samples strong weak-training 50 x 3",
                        "policy weak",
                        "samples strong lock-set 100 x 2",
                        "samples weak lock-set 100 x 2",
                        "lock none",
                        "samples weak weak-demonstrations 16 x 1",
                        "sft none 4",
                        "sft none 16",
                        "lock never-locked",
                        "sft never-locked 4",
                        "sft never-locked 16",
                        "lock never-capable",
                        "sft never-capable 4",
                        "sft never-capable 16");
        assertThat(graph(TRAINED_WEAK).entries())
                .extracting(entry -> entry.labels().json())
                .doesNotHaveDuplicates();
    }

    @Test
    void demonstrationsAreDrawnFromThePolicyThatWritesThem() {
        RunGraph graph = graph("""
                title: Demonstrations of all kinds
                seeds: [0]
                task: {kind: twin, of: math, problems: 1000, validation-problems: 20, test-problems: 20}
                strong: {examples: 100, training: {learning-rate: 1.0e-3}}
                intermediate: {method: sft, examples: 50, training: {learning-rate: 1.0e-3}}
                demonstrator: {method: reference}
                controls: []
                locks:
                  - {method: from-scratch, name: one, examples: 20, training: {learning-rate: 1.0e-3}}
                elicit:
                  - {method: sft, demonstrations: reference, k: [4], training: {learning-rates: [1.0e-4]}}
                  - {method: sft, demonstrations: strong, k: [4, 8], training: {learning-rates: [1.0e-4]}}
                  - {method: sft, demonstrations: intermediate, k: [4], training: {learning-rates: [1.0e-4]}}
                  - {method: sft, demonstrations: demonstrator, k: [4], training: {learning-rates: [1.0e-4]}}
                """);
        assertThat(outline(graph))
                .containsExactly(
                        "policy strong",
                        "policy weak",
                        "policy intermediate",
                        "policy demonstrator",
                        "lock none",
                        "sft none 4",
                        "samples strong demonstrations 8 x 1",
                        "sft none 4",
                        "sft none 8",
                        "samples intermediate demonstrations 4 x 1",
                        "sft none 4",
                        "sft none 4"); // a demonstrator that writes right answers is not asked
        List<PlannedRun> runs = graph.runs();
        assertThat(runs.get(6).needs()).containsExactly(runs.get(0).key());
        assertThat(runs.get(7).needs())
                .containsExactlyInAnyOrder(runs.get(4).key(), runs.get(6).key());
        assertThat(runs.get(9).needs()).containsExactly(runs.get(2).key());
    }

    @Test
    void weakSamplesAtATemperatureAreDrawnApartFromThoseAtThePolicysOwn() {
        RunGraph graph = graph(TRAINED_WEAK.replace("elicit:\n", """
                elicit:
                  - {method: weak-sample-unlocking, k: [4], temperature: 0}
                  - {method: weak-sample-unlocking, k: [16]}
                """));
        List<Optional<Double>> temperatures = graph.runs().stream()
                .map(PlannedRun::run)
                .filter(run ->
                        run instanceof Run.DrawSamples samples && samples.use() == ProblemDraw.WEAK_DEMONSTRATIONS)
                .map(run -> ((Run.DrawSamples) run).temperature())
                .toList();
        assertThat(temperatures).containsExactly(Optional.of(0.0), Optional.empty()); // the latter for sft, too
        assertThat(graph.entries()).extracting(entry -> entry.labels().json()).doesNotHaveDuplicates();
    }

    @Test
    void whoeverReadsTheStrongPolicysModelNeedsItsRunOrItsFolder(@TempDir Path folder) throws IOException {
        String unlocking = """
                elicit:
                  - {method: weak-sample-unlocking, tokens: likelier-locked, training: {learning-rates: [1.0e-4]}}
                """;
        List<PlannedRun> trained =
                graph(TRAINED_WEAK.replaceFirst("elicit:\n.*\n", unlocking)).runs();
        Run.Elicit ofTrained = (Run.Elicit) trained.getLast().run();
        assertThat(ofTrained.strong()).contains(trained.getFirst().key());
        assertThat(ofTrained.strongFolder()).isEmpty();
        assertThat(trained.getLast().needs()).contains(trained.getFirst().key());

        Files.writeString(folder.resolve("config.json"), "{}");
        Run.Elicit ofGiven = (Run.Elicit)
                graph("""
                        title: A strong policy as it is given
                        seeds: [0]
                        task: {kind: twin, of: math, problems: 1000, validation-problems: 20, test-problems: 20}
                        strong: {method: prompted, base: {path: %s}}
                        locks:
                          - {method: from-scratch, examples: 20, training: {learning-rate: 1.0e-3}}
                        """.formatted(folder) + unlocking).runs().getLast().run();
        assertThat(ofGiven.strong()).isEmpty();
        assertThat(ofGiven.strongFolder().orElseThrow().folder()).isEqualTo(folder);
        for (Run.Elicit run : List.of(ofTrained, ofGiven)) {
            assertThat(RunJson.read(RunJson.of(run, DeviceKind.CPU).toString())).isEqualTo(run);
        }
    }

    @Test
    void aRunNeedsThePoliciesAndSamplesItTakesAndNoOther() {
        List<PlannedRun> runs = graph(TRAINED_WEAK).runs();
        PlannedRun strong = runs.get(0);
        PlannedRun teaching = runs.get(1);
        PlannedRun weak = runs.get(2);
        PlannedRun strongSamples = runs.get(3);
        PlannedRun weakSamples = runs.get(4);
        PlannedRun lock = runs.get(5);
        PlannedRun demonstrations = runs.get(6);
        assertThat(strong.needs()).isEmpty();
        assertThat(teaching.needs()).containsExactly(strong.key());
        assertThat(weak.needs()).containsExactly(teaching.key());
        assertThat(strongSamples.needs()).containsExactly(strong.key());
        assertThat(weakSamples.needs()).containsExactly(weak.key());
        assertThat(lock.run().inputs())
                .containsOnlyKeys("start", "strong-samples", "weak-samples", "weak-policy")
                .containsEntry("start", strong.key())
                .containsEntry("strong-samples", strongSamples.key())
                .containsEntry("weak-samples", weakSamples.key())
                .containsEntry("weak-policy", weak.key());
        assertThat(runs.get(7).needs()).containsExactlyInAnyOrder(lock.key(), demonstrations.key());
    }

    @Test
    void aNeverLockedPolicyStartsAsTheLockDoesAndNeedsNoWeakOne() {
        Run.Lock control = lock(graph(TRAINED_WEAK), Control.NEVER_LOCKED);
        Run.Lock lock = lock(graph(TRAINED_WEAK), Control.NONE);
        assertThat(control.start()).isEqualTo(lock.start());
        assertThat(control.strongSamples()).isEqualTo(lock.strongSamples());
        assertThat(control.weakSamples()).isEmpty();
        assertThat(control.weakPolicy()).isEmpty();
    }

    @Test
    void aNeverCapablePolicyStartsFromRandomWeightsAndNeverMeetsTheStrongOne() {
        Run.Lock control = lock(graph(TRAINED_WEAK), Control.NEVER_CAPABLE);
        assertThat(control.start()).isEmpty();
        assertThat(control.base()).isEmpty();
        assertThat(control.strongSamples()).isEmpty();
        assertThat(control.weakSamples())
                .isEqualTo(lock(graph(TRAINED_WEAK), Control.NONE).weakSamples());
    }

    @Test
    void anIntermediatePolicyIsAskedForLocksWithASecondPasswordOnly() {
        RunGraph graph = graph("""
                title: Adversarial
                seeds: [0]
                task: {kind: twin, of: math, problems: 1000, validation-problems: 20, test-problems: 20}
                strong: {examples: 100, training: {learning-rate: 1.0e-3}}
                intermediate: {method: sft, examples: 50, training: {learning-rate: 1.0e-3}}
                controls: []
                locks:
                  - {method: from-scratch, name: one, examples: 20, training: {learning-rate: 1.0e-3}}
                  - method: from-scratch
                    name: two
                    opens: {by: two-passwords}
                    examples: 20
                    training: {learning-rate: 1.0e-3}
                """);
        assertThat(outline(graph))
                .containsExactly(
                        "policy strong",
                        "policy weak",
                        "policy intermediate",
                        "lock none",
                        "samples intermediate lock-set 10 x 1",
                        "lock none");
    }

    @Test
    void givenModelsAreElicitedFromLikeLocksAndNeedAPolicyOnlyWhereAMethodTakesWhatItWrites(@TempDir Path model)
            throws IOException {
        Files.writeString(model.resolve("config.json"), "{}");
        String yaml = TRAINED_WEAK.replaceAll(
                "(?s)locks:.*elicit:", "models: [{name: suspect, folder: {path: " + model + "}}]\nelicit:");
        assertThat(outline(graph(yaml)))
                .containsExactly(
                        "policy strong",
                        "samples strong weak-training 50 x 3",
                        "policy weak",
                        "given suspect",
                        "samples weak weak-demonstrations 16 x 1",
                        "sft given 4",
                        "sft given 16");
        assertThat(outline(graph(yaml.replace("demonstrations: weak", "demonstrations: reference"))))
                .containsExactly("given suspect", "sft given 4", "sft given 16");
        assertThat(graph(yaml).runs().getLast().labels())
                .hasToString("{seed=0, lock=suspect, lock_method=given, method=sft, demonstrations=weak, k=16,"
                        + " learning_rate=1.0E-4}");
    }

    @Test
    void theRunsOfAGivenModelHaveItsBytesInTheirKeys(@TempDir Path model) throws IOException {
        String yaml = TRAINED_WEAK
                .replaceAll("(?s)locks:.*elicit:", "models: [{name: suspect, folder: {path: " + model + "}}]\nelicit:")
                .replace("demonstrations: weak", "demonstrations: reference");
        Files.writeString(model.resolve("config.json"), "{}");
        List<RunKey> before = graph(yaml).runs().stream().map(PlannedRun::key).toList();
        Files.writeString(model.resolve("config.json"), "{ }");
        assertThat(graph(yaml).runs()).extracting(PlannedRun::key).doesNotContainAnyElementsOf(before);
    }

    /** Such as demonstrations by GPT-4: nobody is asked, and the policy learns what was written down. */
    @Test
    void aPolicyThatLearnsFromARecordedDemonstratorHasItsRecordingInItsSettings(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("d.jsonl"), "{\"id\": \"a\", \"completion\": \"b\"}\n");
        String yaml = TRAINED_WEAK
                .replace("strong: {", "strong: {teacher: demonstrator, ")
                .replace("locks:", "demonstrator: {method: recorded, file: {path: " + file + "}}\nlocks:");
        Run.MakePolicy strong = (Run.MakePolicy) graph(yaml).runs().getFirst().run();
        assertThat(strong.role()).isEqualTo(Role.STRONG);
        assertThat(strong.samples()).isEmpty();
        assertThat(strong.teacher())
                .get()
                .isInstanceOfSatisfying(
                        PolicyConfig.Recorded.class,
                        recorded -> assertThat(recorded.file().sha256()).isPresent());
        RunKey before = RunKey.of(strong);
        Files.writeString(file, "{\"id\": \"a\", \"completion\": \"c\"}\n");
        assertThat(graph(yaml).runs().getFirst().key()).isNotEqualTo(before);
    }

    @Test
    void everyKindOfRunSurvivesTheWayThroughJson() {
        for (PlannedRun planned : graph(TRAINED_WEAK).runs()) {
            Run back = RunJson.read(RunJson.of(planned.run(), DeviceKind.CPU).toString());
            assertThat(RunKey.of(back)).isEqualTo(planned.key());
            assertThat(RunJson.of(back, DeviceKind.CPU)).isEqualTo(RunJson.of(planned.run(), DeviceKind.CPU));
        }
    }

    @Test
    void samplesForALockAreOfTheProblemsOfTheLock() {
        Run.DrawSamples samples = graph(TRAINED_WEAK).runs().stream()
                .map(PlannedRun::run)
                .filter(Run.DrawSamples.class::isInstance)
                .map(Run.DrawSamples.class::cast)
                .filter(run -> run.use() == ProblemDraw.LOCK_SET)
                .findFirst()
                .orElseThrow();
        assertThat(samples.problems()).isEqualTo(100);
        assertThat(samples.heldOut()).isEqualTo(Optional.empty());
    }

    private static Run.Lock lock(RunGraph graph, Control control) {
        return graph.runs().stream()
                .map(PlannedRun::run)
                .filter(run -> run instanceof Run.Lock lock && lock.control() == control)
                .map(Run.Lock.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
