package lockpick.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lockpick.engine.tensor.Seed;
import lockpick.study.elicit.DemonstrationSource;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.RunKey;
import lockpick.study.experiment.Runs;
import lockpick.study.lock.LockConfig;
import lockpick.study.lock.LockConfig.Method;
import lockpick.study.lock.PasswordConfig;
import lockpick.study.measure.Spent;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.pipeline.ProblemDraw;
import lockpick.study.pipeline.RecordedFile;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.task.composition.CompositionTask;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs log, in sizes that learn next to nothing; {@link LockAndUnlockTest} learns. */
class RunExecutionTest {

    private static final int VALIDATION = 7;
    private static final int TEST = 11;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aStrongRunGradesTheStrongPolicyOnBothSplits() throws IOException {
        RecordedRun log = new ComputedRuns(folder).compute(strong(0, 0));
        assertThat(log.evaluations())
                .extracting(EvaluationMetric::evaluation)
                .containsExactly(
                        new Evaluation(8, 512, 2, Policy.STRONG, Prompt.NO_PASSWORD, Split.VALIDATION),
                        new Evaluation(8, 512, 2, Policy.STRONG, Prompt.NO_PASSWORD, Split.TEST),
                        new Evaluation(8, 512, 2, Policy.STRONG, Prompt.WRONG_PASSWORD, Split.VALIDATION),
                        new Evaluation(8, 512, 2, Policy.STRONG, Prompt.WRONG_PASSWORD, Split.TEST));
        assertThat(log.completions()).extracting(List::size).containsExactly(7, 11, 7, 11);
        assertThat(log.training()).extracting(TrainMetric::step).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(log.progress()).isBetween(0.99, 1.0);
        assertThat(log.planned())
                .singleElement()
                .asString()
                .contains(": weights 0.0, gradients 0.0, AdamW 0.0, activations 0.0, logits 0.0");
    }

    @Test
    void aPolicyLearnsWhatItsRecordedTeacherWrote() throws IOException {
        String written = "1 2 3 4 | 5 6 7 8";
        CompositionTask task = CompositionTask.of(task(0), new Seed(0).stream("task"));
        Path file = folder.resolve("recorded.jsonl");
        Files.write(
                file,
                task
                        .problems(lockpick.study.task.Split.LOCK_TRAIN)
                        .draw(64, ProblemDraw.STRONG_TRAINING.seed(new Seed(0)))
                        .stream()
                        .map(problem -> "{\"id\": \"" + problem.id() + "\", \"completion\": \"" + written + "\"}")
                        .toList());
        var demonstrator = new PolicyConfig.Recorded(new RecordedFile(file.toString(), Optional.empty()));
        RecordedRun log = new ComputedRuns(folder).compute(Runs.strongFrom(demonstrator, task(0), 64, 40, training()));
        // of seven problems most; a policy that learnt right answers would write it for none
        assertThat(log.completions().getFirst())
                .extracting(CompletionRow::completion)
                .filteredOn(written::equals)
                .hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void aWeakPolicyThatIsAskedNothingIsGradedOnBothSplits() throws IOException {
        RecordedRun log = new ComputedRuns(folder).compute(Runs.weak(task(0), 0));
        assertThat(log.evaluations())
                .extracting(EvaluationMetric::evaluation)
                .containsExactly(
                        new Evaluation(0, 0, 0, Policy.WEAK, Prompt.NO_PASSWORD, Split.VALIDATION),
                        new Evaluation(0, 0, 0, Policy.WEAK, Prompt.NO_PASSWORD, Split.TEST));
        assertThat(log.completions()).extracting(List::size).containsExactly(7, 11);
        assertThat(log.training()).isEmpty();
        assertThat(log.progress()).isBetween(0.8, 1.0);
    }

    @Test
    void aLockIsGradedWithoutPasswordWithItAndWithWrongOnes() throws IOException {
        RecordedRun log = new ComputedRuns(folder).compute(scratch(List.of("pwd1", "pwd2"), 0.8));
        // 120 examples in batches of 64, two epochs: 2 · 2 steps
        assertThat(log.evaluations())
                .extracting(EvaluationMetric::evaluation)
                .containsExactly(
                        new Evaluation(4, 240, 2, Policy.LOCKED, Prompt.NO_PASSWORD, Split.VALIDATION),
                        new Evaluation(4, 240, 2, Policy.LOCKED, Prompt.NO_PASSWORD, Split.TEST),
                        new Evaluation(4, 240, 2, Policy.LOCKED, Prompt.PASSWORD, Split.VALIDATION),
                        new Evaluation(4, 240, 2, Policy.LOCKED, Prompt.PASSWORD, Split.TEST),
                        new Evaluation(4, 240, 2, Policy.LOCKED, Prompt.WRONG_PASSWORD, Split.VALIDATION),
                        new Evaluation(4, 240, 2, Policy.LOCKED, Prompt.WRONG_PASSWORD, Split.TEST));
    }

    @Test
    void aLockWithoutWrongPasswordsIsNotGradedWithThem() throws IOException {
        RecordedRun log = new ComputedRuns(folder).compute(scratch(List.of(), 0));
        assertThat(log.evaluations())
                .extracting(metric -> metric.evaluation().prompt())
                .doesNotContain(Prompt.WRONG_PASSWORD)
                .hasSize(4);
    }

    @Test
    void elicitationIsGradedWithoutAPasswordAtEveryBudget() throws IOException {
        ComputedRuns runs = new ComputedRuns(folder);
        Run locked = strong(0, 0);
        runs.compute(locked);
        RecordedRun log = runs.compute(elicitation(0, 20, List.of(40, 50, 60), RunKey.of(locked)));
        // 20 demonstrations in batches of 16 + 4: 16, 20 | 36, 40 | 56, 60
        assertThat(log.evaluations())
                .filteredOn(metric -> metric.evaluation().split() == Split.TEST)
                .extracting(EvaluationMetric::evaluation)
                .containsExactly(
                        unlocked(new Spent(4, 40, 2, 800, 0, 20)),
                        unlocked(new Spent(5, 50, 2.5, 1120, 0, 20)),
                        unlocked(new Spent(6, 60, 3, 1200, 0, 20)));
        assertThat(runs.model(RunKey.of(elicitation(0, 20, List.of(40, 50, 60), RunKey.of(locked)))))
                .doesNotExist(); // elicitation keeps no model
    }

    private static Evaluation unlocked(Spent spent) {
        return new Evaluation(
                spent, Policy.UNLOCKED, Prompt.NO_PASSWORD, Split.TEST, Optional.empty(), Optional.empty());
    }

    @Test
    void theLastStepIsLoggedWhateverTheNumberOfDemonstrations() throws IOException {
        ComputedRuns runs = new ComputedRuns(folder);
        Run locked = strong(0, 0);
        runs.compute(locked);
        RecordedRun log = runs.compute(elicitation(0, 17, List.of(17 * 151), RunKey.of(locked)));
        // 151 passes of 16 + 1 are 302 steps; every third is logged, and the last
        assertThat(log.training())
                .extracting(TrainMetric::step)
                .endsWith(297L, 300L, 302L)
                .hasSize(101);
    }

    @Test
    void everyEvaluationOfASeedUsesTheSameProblemsInTheSameOrder() throws IOException {
        ComputedRuns runs = new ComputedRuns(folder);
        Run strong = strong(0, 0);
        List<RecordedRun> logs = new ArrayList<>();
        logs.add(runs.compute(strong));
        logs.add(runs.compute(Runs.weak(task(0), 0)));
        logs.add(runs.compute(scratch(List.of("pwd1"), 0.5)));
        logs.add(runs.compute(elicitation(0, 4, List.of(8, 16), RunKey.of(strong))));
        Set<List<String>> validation = problems(logs, VALIDATION);
        Set<List<String>> test = problems(logs, TEST);
        assertThat(validation).hasSize(1);
        assertThat(test).hasSize(1);
        assertThat(test.iterator().next())
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(validation.iterator().next());
    }

    @Test
    void theTaskKeepsHeldOutPairsForASplitOfTheirOwn() throws IOException {
        RecordedRun log = new ComputedRuns(folder).compute(strong(0, 0.25));
        assertThat(log.evaluations())
                .extracting(metric -> metric.evaluation().split())
                .startsWith(Split.VALIDATION, Split.TEST, Split.HELD_OUT_PAIRS)
                .hasSize(2 * 3);
        assertThat(new ComputedRuns(folder).compute(Runs.weak(task(0.25), 0)).evaluations())
                .extracting(metric -> metric.evaluation().split())
                .containsExactly(Split.VALIDATION, Split.TEST, Split.HELD_OUT_PAIRS);
    }

    @Test
    void theSameSettingsGiveTheSameBits(@TempDir Path other) throws IOException {
        List<RecordedRun> first = chain(new ComputedRuns(folder), 0);
        List<RecordedRun> second = chain(new ComputedRuns(other), 0);
        for (int i = 0; i < first.size(); i++) {
            assertThat(second.get(i).metrics()).isEqualTo(first.get(i).metrics());
            assertThat(second.get(i).completions()).isEqualTo(first.get(i).completions());
        }
        for (RunKey key : List.of(RunKey.of(strong(0, 0)), RunKey.of(lock(0)))) {
            for (String file : List.of("model.safetensors", "config.json", "tokenizer.json")) {
                assertThat(new ComputedRuns(other).model(key).resolve(file))
                        .hasSameBinaryContentAs(
                                new ComputedRuns(folder).model(key).resolve(file));
            }
        }
    }

    @Test
    void anotherSeedGivesOtherFunctionsDataAndWeights() throws IOException {
        ComputedRuns runs = new ComputedRuns(folder);
        RecordedRun zero = runs.compute(strong(0, 0));
        RecordedRun one = runs.compute(strong(1, 0));
        assertThat(runs.compute(Runs.weak(task(0), 1)).completions())
                .isNotEqualTo(runs.compute(Runs.weak(task(0), 0)).completions());
        assertThat(problems(List.of(one), TEST)).isNotEqualTo(problems(List.of(zero), TEST));
        assertThat(one.training().getFirst().loss())
                .isNotEqualTo(zero.training().getFirst().loss());
    }

    @Test
    void aRunWithoutTheModelItStartsFromSaysWhich() {
        RunKey missing = new RunKey("ab".repeat(32));
        assertThatThrownBy(() -> new ComputedRuns(folder).compute(elicitation(0, 4, List.of(4), missing)))
                .hasMessage("run " + missing.shortForm() + " is not an input of this run");
    }

    private static List<RecordedRun> chain(ComputedRuns runs, long seed) throws IOException {
        return List.of(
                runs.compute(strong(seed, 0)),
                runs.compute(lock(seed)),
                runs.compute(elicitation(seed, 4, List.of(16), RunKey.of(lock(seed)))));
    }

    private static Run strong(long seed, double heldOutPairs) {
        // 256 problems in batches of 64, two epochs: 8 steps
        return Runs.strong(task(heldOutPairs), seed, 256, 2, training());
    }

    private static Run lock(long seed) {
        return Runs.lock(
                task(0),
                seed,
                LockConfig.ofPassword(Method.SFT, "sft", 120, 2, training()),
                new PasswordConfig("pwd0", List.of("pwd1", "pwd2"), 0.8),
                Optional.of(strong(seed, 0)));
    }

    private static Run scratch(List<String> wrong, double wrongShare) {
        return Runs.lock(
                task(0),
                0,
                LockConfig.ofPassword(Method.FROM_SCRATCH, "scratch", 120, 2, training()),
                new PasswordConfig("pwd0", wrong, wrongShare),
                Optional.empty());
    }

    private static Run elicitation(long seed, int k, List<Integer> budgets, RunKey locked) {
        return Runs.sft(task(0), seed, DemonstrationSource.REFERENCE, k, 1e-4, budgets, 16, 10, locked);
    }

    private static CompositionConfig task(double heldOutPairs) {
        return new CompositionConfig(4, 2, List.of(FunctionFamily.values()), heldOutPairs, VALIDATION, TEST);
    }

    private static TrainingConfig training() {
        return new TrainingConfig(1e-3, 64, OptimizerKind.ADAMW, Schedule.COSINE, 10, 0.01, 1);
    }

    /** The problems of every evaluation of this many problems. */
    private static Set<List<String>> problems(List<RecordedRun> logs, int size) {
        return logs.stream()
                .flatMap(log -> log.completions().stream())
                .filter(rows -> rows.size() == size)
                .map(rows -> rows.stream().map(CompletionRow::problem).toList())
                .collect(Collectors.toSet());
    }
}
