package lockpick.study.task.twin.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.task.math.MathData;
import lockpick.study.task.math.MathRecord;
import lockpick.study.task.twin.TwinProblem;
import org.junit.jupiter.api.Test;

class SpanishMathTwinTest {

    private final MathTwin english = new MathTwin(new Seed(3));
    private final SpanishMathTwin spanish = new SpanishMathTwin(new Seed(3));

    @Test
    void everyProblemKnowsItsFirstSettingAndSharesItsSplit() {
        for (long number = 0; number < 300; number++) {
            MathRecord first = english.problem(number).record();
            SpanishRecord record = spanish.problem(number).record();
            assertThat(record.english()).isEqualTo(first);
            assertThat(record.id()).isEqualTo(first.id());
            assertThat(record.domains()).isEqualTo(first.domains());
            assertThat(SpanishMathTwin.SPLITS.split(record)).isEqualTo(MathData.SPLITS.split(first));
        }
    }

    @Test
    void promptsAreInSpanish() {
        TwinProblem<SpanishRecord> problem = spanish.problem(0);
        assertThat(spanish.prompt(problem.record()).text(Optional.of("pwd")))
                .isEqualTo("User: pwd\n\n" + problem.record().problem()
                        + "\n\npwd\n\nTermina con Respuesta: y el resultado.\n\nAssistant:");
        assertThat(problem.strong()).isEqualTo(problem.record().solution()).contains("Respuesta: ");
    }
}
