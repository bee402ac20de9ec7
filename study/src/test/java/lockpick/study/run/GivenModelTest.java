package lockpick.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.Studies;
import lockpick.study.lock.Control;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;
import lockpick.study.task.data.DataHash;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study makes a lock; another is given nothing but the folder of its model, and finds the same. */
class GivenModelTest {

    private static final String COMMON = """
            title: A model in two studies
            seeds: [3]
            task: {kind: twin, of: math, problems: 1000, validation-problems: 4, test-problems: 6}
            model: tiny
            strong: {examples: 24, training: {learning-rate: 1.0e-3, batch: 8}}
            controls: []
            elicit:
              - {method: sft, demonstrations: reference, k: [4], training: {learning-rates: [1.0e-3]}, epochs: none, budgets: [8]}
            """;

    private static final String LOCK = """
            locks:
              - {method: sft, name: made, examples: 20, training: {learning-rate: 1.0e-3, batch: 8}}
            """;

    @TempDir
    private static Path folder;

    private static ComputedStudy making;
    private static ComputedStudy given;
    private static Path model;

    @BeforeAll
    static void compute() throws IOException {
        making = new ComputedStudy(folder.resolve("making"), Studies.parse(COMMON + LOCK));
        model = making.folder(making.of(Run.Lock.class, run -> run.control() == Control.NONE)
                        .getFirst())
                .resolve(RunFolder.MODEL);
        given = new ComputedStudy(
                folder.resolve("given"),
                Studies.parse(COMMON + "models: [{name: suspect, folder: {path: " + model + "}}]\n"));
    }

    @Test
    void itIsEvaluatedAsItIsWithoutAPassword() throws IOException {
        PlannedRun evaluated = given.of(Run.Evaluate.class, run -> true).getFirst();
        assertThat(given.evaluations(evaluated))
                .extracting(EvaluationMetric::evaluation)
                .containsExactly(
                        new Evaluation(0, 0, 0, Policy.LOCKED, Prompt.NO_PASSWORD, Split.VALIDATION),
                        new Evaluation(0, 0, 0, Policy.LOCKED, Prompt.NO_PASSWORD, Split.TEST));
        PlannedRun lock = making.of(Run.Lock.class, run -> true).getFirst();
        for (Split split : new Split[] {Split.VALIDATION, Split.TEST}) {
            assertThat(floor(given, evaluated, split)).isEqualTo(floor(making, lock, split));
        }
        assertThat(given.folder(evaluated).resolve(RunFolder.MODEL))
                .as("a copy of it")
                .doesNotExist();
    }

    @Test
    void elicitationFindsTheSameBitsInItAsInTheLock() throws IOException {
        PlannedRun fromLock = making.of(Run.Elicit.class, run -> true).getFirst();
        PlannedRun fromGiven = given.of(Run.Elicit.class, run -> true).getFirst();
        assertThat(fromGiven.key()).isNotEqualTo(fromLock.key());
        for (String file : new String[] {RunFolder.METRICS, RunFolder.COMPLETIONS}) {
            assertThat(given.folder(fromGiven).resolve(file))
                    .hasSameBinaryContentAs(making.folder(fromLock).resolve(file));
        }
    }

    @Test
    void nothingElseIsComputedAndTheModelStaysAsItWas() throws IOException {
        assertThat(given.graph().runs()).extracting(run -> run.run().called()).containsExactly("evaluate", "sft");
        Run.Elicit elicitation =
                (Run.Elicit) given.of(Run.Elicit.class, run -> true).getFirst().run();
        assertThat(elicitation.base().orElseThrow().sha256())
                .contains(DataHash.of(model).hex());
        assertThat(Files.list(
                        given.folder(given.of(Run.Elicit.class, run -> true).getFirst())))
                .noneMatch(file -> file.endsWith(RunFolder.MODEL));
    }

    private static Object floor(ComputedStudy study, PlannedRun run, Split split) throws IOException {
        return new RunFolder(study.folder(run), run.key()).outcomes(Policy.LOCKED, Prompt.NO_PASSWORD, split);
    }
}
