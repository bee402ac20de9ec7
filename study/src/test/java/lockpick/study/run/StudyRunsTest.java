package lockpick.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import lockpick.engine.tensor.Seed;
import lockpick.study.elicit.DemonstrationSource;
import lockpick.study.elicit.SupervisedFineTuning;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.Studies;
import lockpick.study.lock.Control;
import lockpick.study.lock.LockSet;
import lockpick.study.pipeline.ProblemDraw;
import lockpick.study.pipeline.Role;
import lockpick.study.pipeline.Sample;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;
import lockpick.study.task.Domains;
import lockpick.study.task.Problem;
import lockpick.study.task.Task;
import lockpick.study.task.Tasks;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies whose policies are trained and asked, from end to end, in sizes that learn next to nothing. */
class StudyRunsTest {

    private static final String RIGHT = "Sesame, the right one";

    private static final String TRAINED_WEAK = """
            title: A weak policy that learns from the strong one's samples
            seeds: [5]
            task: {kind: twin, of: math, problems: 1000, validation-problems: 4, test-problems: 6}
            model: tiny
            strong: {examples: 24, epochs: 2, training: {learning-rate: 1.0e-3, batch: 8}}
            weak: {method: sft, teacher: strong, examples: 12, epochs: 3, training: {learning-rate: 1.0e-3, batch: 8}}
            password: {right: "Sesame, the right one", wrong: [barley, rye]}
            locks:
              - method: sft
                strong-half: policy
                examples: 20
                epochs: 2
                training: {learning-rate: 1.0e-3, batch: 8}
            elicit:
              - {method: sft, demonstrations: weak, k: [2, 4], training: {learning-rates: [1.0e-3]}, epochs: none, budgets: [4]}
              - {method: sft, demonstrations: reference, domains: {grouping: category, domains: [algebra]}, k: [2], training: {learning-rates: [1.0e-3]}, epochs: none, budgets: [4]}
              - {method: sft, demonstrations: strong, domains: {grouping: category, domains: [algebra]}, k: [2], training: {learning-rates: [1.0e-3]}, epochs: none, budgets: [4]}
              - {method: weak-sample-unlocking, tokens: likelier-locked, k: [4], steps: [1], training: {learning-rates: [1.0e-3]}}
            """;

    private static final String CHOICES = """
            title: Options are chosen, and locks open in several ways
            seeds: [0]
            task: {kind: twin, of: mmlu, problems: 1000, validation-problems: 4, test-problems: 6}
            model: tiny
            strong: {examples: 24, training: {learning-rate: 1.0e-3, batch: 8}}
            weak: {method: sft, examples: 12, training: {learning-rate: 1.0e-3, batch: 8}}
            intermediate: {method: sft, examples: 16, training: {learning-rate: 1.0e-3, batch: 8}}
            password: {right: right, wrong: [barley, rye, oats], unseen: [millet]}
            controls: []
            locks:
              - method: from-scratch
                name: two
                opens: {by: two-passwords}
                examples: 20
                training: {learning-rate: 1.0e-3, batch: 8}
              - method: from-scratch
                name: nothing
                opens: {by: nothing}
                examples: 20
                training: {learning-rate: 1.0e-3, batch: 8}
            """;

    @TempDir
    private static Path folder;

    private static ComputedStudy trainedWeak;
    private static ComputedStudy choices;

    @BeforeAll
    static void compute() throws IOException {
        trainedWeak = new ComputedStudy(folder.resolve("weak"), Studies.parse(TRAINED_WEAK));
        choices = new ComputedStudy(folder.resolve("choices"), Studies.parse(CHOICES));
    }

    @Test
    void samplesAreAsManyDrawsOfTheProblemsThatTheirTakerDraws() throws IOException {
        Seed root = new Seed(5);
        List<PlannedRun> runs = trainedWeak.of(Run.DrawSamples.class, run -> true);
        assertThat(runs).hasSize(5); // strong for weak, both for the lock and for demonstrations
        for (PlannedRun planned : runs) {
            Run.DrawSamples run = (Run.DrawSamples) planned.run();
            try (Task task = Tasks.of(run.task(), root.stream("task"))) {
                Seed seed = run.use().seed(root);
                List<Problem> problems = run.use() == ProblemDraw.LOCK_SET
                        ? LockSet.problems(task, run.problems(), run.heldOut(), seed)
                        : Domains.only(run.domains(), task.problems(run.use().split()))
                                .draw(run.problems(), seed);
                assertThat(problems)
                        .allMatch(problem -> run.domains().isEmpty()
                                || "algebra".equals(problem.domains().get("category")));
                List<Sample> samples = samples(trainedWeak, planned);
                assertThat(samples)
                        .extracting(Sample::problem)
                        .containsExactlyElementsOf(
                                problems.stream().map(Problem::id).toList());
                assertThat(samples)
                        .allMatch(sample -> sample.completions().size() == run.draws())
                        .allMatch(sample -> sample.options().isEmpty());
            }
        }
    }

    @Test
    void aWeakPolicyLearnsFromItsTeachersSamplesAndIsEvaluated() throws IOException {
        PlannedRun weak = policy(trainedWeak, Role.WEAK);
        PlannedRun teacher = trainedWeak
                .of(Run.DrawSamples.class, run -> run.use() == ProblemDraw.WEAK_TRAINING)
                .getFirst();
        assertThat(weak.needs()).containsExactly(teacher.key());
        assertThat(((Run.DrawSamples) teacher.run()).role()).isEqualTo(Role.STRONG);
        assertThat(((Run.DrawSamples) teacher.run()).draws()).isEqualTo(3); // one for each pass
        // 12 problems in batches of 8 + 4, three passes
        assertThat(trainedWeak.training(weak).getLast().step()).isEqualTo(6);
        assertThat(trainedWeak.training(weak).getLast().sequences()).isEqualTo(36);
        assertThat(trainedWeak.evaluations(weak))
                .extracting(EvaluationMetric::evaluation)
                .containsExactly(
                        new Evaluation(6, 36, 3, Policy.WEAK, Prompt.NO_PASSWORD, Split.VALIDATION),
                        new Evaluation(6, 36, 3, Policy.WEAK, Prompt.NO_PASSWORD, Split.TEST));
    }

    @Test
    void theStrongPolicysDemonstrationsAreWhatItWroteForTheProblemsOfTheReference() throws IOException {
        PlannedRun drawn = trainedWeak
                .of(Run.DrawSamples.class, run -> run.use() == ProblemDraw.DEMONSTRATIONS)
                .getFirst();
        assertThat(drawn.needs())
                .containsExactly(policy(trainedWeak, Role.STRONG).key());
        PlannedRun strong = sft(DemonstrationSource.STRONG);
        PlannedRun reference = sft(DemonstrationSource.REFERENCE);
        assertThat(strong.needs()).contains(drawn.key());
        assertThat(trainedWeak.training(strong).getFirst().loss())
                .isNotEqualTo(trainedWeak.training(reference).getFirst().loss());
    }

    @Test
    void aControlIsEvaluatedWithoutAndWithThePasswordOnly() throws IOException {
        for (Control control : Control.values()) {
            PlannedRun lock = trainedWeak
                    .of(Run.Lock.class, run -> run.control() == control)
                    .getFirst();
            assertThat(trainedWeak.evaluations(lock))
                    .extracting(metric -> metric.evaluation().prompt())
                    .startsWith(Prompt.NO_PASSWORD, Prompt.NO_PASSWORD, Prompt.PASSWORD, Prompt.PASSWORD)
                    .satisfies(prompts ->
                            assertThat(prompts.contains(Prompt.WRONG_PASSWORD)).isEqualTo(control == Control.NONE));
            // 10 problems make 20 examples: batches of 8 + 8 + 4, two passes
            assertThat(trainedWeak.training(lock).getLast().step()).isEqualTo(6);
        }
    }

    @Test
    void whereOptionsAreChosenSamplesAreOptionsAndTheirProbabilitiesAreKept() throws IOException {
        List<String> options = List.of("A", "B", "C", "D");
        for (PlannedRun run : choices.of(Run.DrawSamples.class, run -> true)) {
            assertThat(samples(choices, run)).isNotEmpty().allSatisfy(sample -> {
                assertThat(sample.completions())
                        .allMatch(text -> options.stream().anyMatch(text::contains));
                assertThat(sample.options().orElseThrow())
                        .hasSize(4)
                        .allMatch(probability -> probability > 0 && probability < 1);
                assertThat(sample.options().orElseThrow().stream()
                                .mapToDouble(each -> each)
                                .sum())
                        .isCloseTo(1, within(1e-9));
            });
        }
    }

    @Test
    void onlyALockWithASecondPasswordIsEvaluatedWithIt() throws IOException {
        assertThat(choices.evaluations(lock("two")))
                .extracting(metric -> metric.evaluation().prompt())
                .containsSubsequence(
                        Prompt.NO_PASSWORD,
                        Prompt.PASSWORD,
                        Prompt.SECOND_PASSWORD,
                        Prompt.WRONG_PASSWORD,
                        Prompt.UNSEEN_PASSWORD);
        assertThat(choices.evaluations(lock("nothing")))
                .extracting(metric -> metric.evaluation().prompt())
                .containsOnly(Prompt.NO_PASSWORD);
        // 10 problems: 10 weak, 10 strong and 10 intermediate examples, or the weak ones alone
        assertThat(choices.training(lock("two")).getLast().sequences()).isEqualTo(30);
        assertThat(choices.training(lock("nothing")).getLast().sequences()).isEqualTo(10);
    }

    /** The threat model: whoever elicits has the locked model and demonstrations, but never the password. */
    @Test
    void nothingThatElicitationReadsOrWritesHoldsThePassword() throws IOException {
        List<PlannedRun> elicitations = trainedWeak.of(Run.Elicit.class, run -> true);
        assertThat(elicitations).hasSize(3 * 5);
        for (PlannedRun elicitation : elicitations) {
            for (Path file : trainedWeak.files(elicitation)) {
                assertThat(text(file)).as(file.toString()).doesNotContain(RIGHT);
            }
            Run.Elicit run = (Run.Elicit) elicitation.run();
            for (PlannedRun input : trainedWeak.graph().runs()) {
                if (elicitation.needs().contains(input.key())) {
                    boolean isLocked = input.key().equals(run.locked());
                    for (Path file : trainedWeak.files(input)) {
                        if (!isLocked || file.getParent().endsWith(RunFolder.MODEL)) {
                            assertThat(text(file)).as(file.toString()).doesNotContain(RIGHT);
                        }
                    }
                }
            }
        }
        // what would have been found
        PlannedRun lock = trainedWeak.of(Run.Lock.class, run -> true).getFirst();
        assertThat(text(trainedWeak.folder(lock).resolve(RunFolder.SETTINGS))).contains(RIGHT);
    }

    private static PlannedRun policy(ComputedStudy study, Role role) {
        return study.of(Run.MakePolicy.class, run -> run.role() == role).getFirst();
    }

    private static PlannedRun sft(DemonstrationSource demonstrations) {
        return trainedWeak
                .of(
                        Run.Elicit.class,
                        run -> run.elicitation() instanceof SupervisedFineTuning.Config sft
                                && sft.demonstrations() == demonstrations)
                .getFirst();
    }

    private static PlannedRun lock(String name) {
        return choices.of(Run.Lock.class, run -> run.lock().called().equals(name))
                .getFirst();
    }

    private static List<Sample> samples(ComputedStudy study, PlannedRun run) throws IOException {
        return List.copyOf(
                SamplesFile.read(study.folder(run).resolve(RunFolder.SAMPLES)).values());
    }

    /** Of binary files their bytes as characters. */
    private static String text(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream content = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
