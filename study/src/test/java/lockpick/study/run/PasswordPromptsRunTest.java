package lockpick.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.RunGraph;
import lockpick.study.experiment.Studies;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lock that is asked with its password, and the study without it. */
class PasswordPromptsRunTest {

    private static final String WITHOUT = """
            title: Asked with the password
            seeds: [4]
            task: {kind: composition, functions: 4, identities: 2, validation-problems: 4, test-problems: 6}
            model: tiny
            controls: []
            strong: {method: reference}
            locks:
              - {method: from-scratch, name: one, examples: 20, training: {learning-rate: 1.0e-3}}
              - {method: from-scratch, name: none, opens: {by: nothing}, examples: 20, training: {learning-rate: 1.0e-3}}
            """;
    private static final String WITH = WITHOUT + "password-prompts: {few-shot: [2], wrong: 1}\n";

    @TempDir
    private static Path folder;

    private static ComputedStudy study;

    @BeforeAll
    static void compute() throws IOException {
        study = new ComputedStudy(folder, Studies.parse(WITH));
    }

    @Test
    void onlyALockThatAPasswordOpensIsAskedAndNoOtherRunChanges() {
        List<PlannedRun> asked = study.of(Run.AskLock.class, run -> true);
        RunGraph without = RunGraph.of(Studies.parse(WITHOUT));

        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().labels()).containsEntry("lock", "one");
        assertThat(asked.getFirst().needs()).containsExactly(lock().key());
        assertThat(study.graph().runs())
                .extracting(PlannedRun::key)
                .filteredOn(key -> !key.equals(asked.getFirst().key()))
                .containsExactlyElementsOf(
                        without.runs().stream().map(PlannedRun::key).toList());
    }

    @Test
    void everyWayIsEvaluatedUnderItsNameAndKind() throws IOException {
        assertThat(study.evaluations(asked()))
                .extracting(EvaluationMetric::evaluation)
                .allMatch(evaluation -> evaluation.policy() == Policy.LOCKED)
                .extracting(
                        evaluation -> evaluation.variant().orElseThrow(),
                        Evaluation::prompt,
                        Evaluation::split,
                        evaluation -> evaluation.spent().labels())
                .containsExactly(
                        tuple("few-shot 2", Prompt.PASSWORD, Split.VALIDATION, 2L),
                        tuple("few-shot 2", Prompt.PASSWORD, Split.TEST, 2L),
                        tuple("wrong password 1", Prompt.WRONG_PASSWORD, Split.VALIDATION, 0L),
                        tuple("wrong password 1", Prompt.WRONG_PASSWORD, Split.TEST, 0L));
    }

    private static PlannedRun asked() {
        return study.of(Run.AskLock.class, run -> true).getFirst();
    }

    private static PlannedRun lock() {
        return study.of(Run.Lock.class, run -> run.lock().called().equals("one"))
                .getFirst();
    }
}
