package lockpick.study.harden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.Depth;
import lockpick.study.setting.NodeReader;
import lockpick.study.setting.SettingsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HardeningConfigTest {

    @ParameterizedTest
    @CsvSource({
        "elicitation-adversarial, ElicitationAdversarial, false",
        "representation-rerouting, RepresentationRerouting, true",
        "latent-adversarial, LatentAdversarial, false",
        "weak-overfitting, WeakOverfitting, false"
    })
    void aMethodIsChosenByItsNameAlone(String name, String record, boolean needsOriginal) {
        HardeningConfig config = SettingsReader.read(NodeReader.yaml("method: " + name), HardeningConfig.class)
                .value()
                .orElseThrow();
        assertThat(config.getClass().getSimpleName()).isEqualTo(record);
        assertThat(config.needsOriginal()).isEqualTo(needsOriginal);
    }

    @Test
    void layersAreSharesOfAnyModel() {
        assertThat(Depth.layers(List.of(0.33, 0.67), 32)).containsExactly(11, 21);
        assertThat(Depth.layers(List.of(0.67, 0.33), 3)).containsExactly(1, 2);
        assertThat(Depth.layers(List.of(0.1, 0.33, 1.0), 3)).containsExactly(1, 3); // each once
        assertThat(Depth.layers(List.of(0.33, 0.67), 1)).containsExactly(1);
    }

    @Test
    void bothCompletionsWithoutAPasswordHaveOnePrompt() {
        Demonstration strong = new Demonstration("_ | 1", "2");
        assertThatThrownBy(() -> new HardeningExample(strong, new Demonstration("_ | 2", "2"), strong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("need one prompt");
    }
}
