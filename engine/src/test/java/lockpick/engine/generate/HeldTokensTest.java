package lockpick.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;

import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.Test;

class HeldTokensTest {

    @Test
    void positiveScoresOfHeldTokensAreDividedAndOthersMultiplied() {
        try (Decoder model = Decoder.random(GptNeoX.pythia(1, 8, 1, 4, 8), new Seed(1));
                HeldTokens held = new HeldTokens(model, 2)) {
            held.reset(0, new int[] {0, 2, 2});
            held.reset(1, new int[] {1});
            held.add(new long[] {1, 3});

            assertThat(penalized(held, 6, -6, 3, 3, 6, -6, 3, -3)).containsExactly(3, -12, 1.5f, 3, 6, -12, 3, -6);

            held.reset(0, new int[] {3});
            assertThat(penalized(held, 6, -6, 3, 3, 6, -6, 3, -3)).containsExactly(6, -6, 3, 1.5f, 6, -12, 3, -6);
        }
    }

    private static float[] penalized(HeldTokens held, float... scores) {
        try (var scope = TensorScope.open()) {
            return held.penalize(Tensor.of(scores, 2, 4), 2).toFloats();
        }
    }
}
