package lockpick.engine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradientClipTest {

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "BFLOAT16"})
    void theNormIsThatOfAllPiecesTogether(DType dtype) {
        try (var scope = TensorScope.open()) {
            Tensor gradients = Tensor.zeros(dtype, Piece.MOST + 16);
            gradients.select(0, 1).copy_(Tensor.full(3, dtype));
            gradients.select(0, Piece.MOST + 2).copy_(Tensor.full(-4, dtype));
            GradientClip clip = GradientClip.of(gradients, 2, 1);
            assertThat(clip.norm()).isEqualTo(5); // √(3² + 4²)
            assertThat(clip.divisor()).isCloseTo(2.5, within(1e-6));
        }
    }

    /** The root of a sum of 4,096 squares needs more digits than BFLOAT16 has. */
    @Test
    void theNormOfBfloat16HasTheDigitsOfFloat32() {
        try (var scope = TensorScope.open()) {
            assertThat(GradientClip.of(Tensor.full(1, DType.BFLOAT16, 4097), 0, 1)
                            .norm())
                    .isCloseTo(Math.sqrt(4097), within(1e-5));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void aStepWhoseGradientsAreNotFiniteIsRefused(double value) {
        try (var scope = TensorScope.open()) {
            Tensor gradients = Tensor.full(1, DType.FLOAT32, 8);
            gradients.select(0, 3).copy_(Tensor.full(value, DType.FLOAT32));
            assertThatThrownBy(() -> GradientClip.of(gradients, 0, 312))
                    .isInstanceOf(DivergedException.class)
                    .hasMessageStartingWith("step 312: the norm of the gradients is " + value);
        }
    }
}
