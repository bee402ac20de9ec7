package lockpick.study.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import lockpick.study.lock.Control;
import lockpick.study.pipeline.Role;
import org.junit.jupiter.api.Test;

class RunLabelsTest {

    @Test
    void aPointIsCalledByItsMethodAndWhatTellsItApartButForTheLearningRate() {
        Study study = Studies.parse(Studies.SMALL + """
                  - {method: weight-noise, sigmas: [0.01], draws: 2}
                  - {method: sft, demonstrations: reference, k: [4], training: {lora: {rank: 4}}}
                """);
        Stream<String> names = study.elicit().stream()
                .flatMap(elicitation -> elicitation.points().stream())
                .map(RunLabels::called)
                .distinct();

        assertThat(names)
                .containsExactly(
                        "sft, demonstrations reference, k 4",
                        "sft, demonstrations reference, k 16",
                        "sft, demonstrations weak, k 4",
                        "weight-noise, scale absolute",
                        "sft, demonstrations reference, k 4, lora rank 4, alpha 32");
    }

    @Test
    void aPolicySaysWhoseItIsWhereALockHasItForItself() {
        assertThat(new RunLabels.Policy(3, Role.WEAK).text()).hasToString("{seed=3, policy=weak}");
        assertThat(new RunLabels.Policy(3, Role.WEAK, Optional.of("sft")).text())
                .hasToString("{seed=3, policy=weak, lock=sft}");
    }

    @Test
    void aControlIsCalledByItsLock() {
        assertThat(RunLabels.called("lock", Control.NONE)).isEqualTo("lock");
        assertThat(RunLabels.called("lock", Control.NEVER_LOCKED)).isEqualTo("lock, never-locked");
    }
}
