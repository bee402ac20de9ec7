package lockpick.study.policy;

import static org.assertj.core.api.Assertions.assertThat;

import lockpick.engine.model.Decoder;
import lockpick.engine.tensor.Seed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelPresetTest {

    /**
     * Of L layers of width d: attention 4d² + 4d, MLP 8d² + 5d, two norms 4d, and one norm 2d at the end. Pythia-70M, the
     * paper's architecture by the size it gives, has 6 · (12 · 512² + 13 · 512) + 2 · 512 = 18,915,328.
     */
    @ParameterizedTest
    @CsvSource({"NANO, 150_080, 64", "SMALL, 793_344, 128", "PAPER, 18_915_328, 512"})
    void parametersBesidesEmbeddings(ModelPreset preset, String expected, int width) {
        int vocabulary = 64;
        try (Decoder model = Decoder.random(preset.architecture(vocabulary), new Seed(0))) {
            assertThat(model.parameters().count() - 2L * vocabulary * width)
                    .isEqualTo(Long.parseLong(expected.replace("_", "")));
        }
    }
}
