package lockpick.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TensorTest {

    private final TensorScope scope = TensorScope.open();

    @AfterEach
    void closeScope() {
        scope.close();
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                misfit("add: [FLOAT32 [2, 3], FLOAT32 [4]]", () -> zeros(2, 3).add(zeros(4))),
                misfit("sub: [FLOAT32 [2, 3], FLOAT32 [2]]", () -> zeros(2, 3).sub(zeros(2))),
                misfit(
                        "mul: [FLOAT32 [2, 3], FLOAT32 [3, 2]]",
                        () -> zeros(2, 3).mul(zeros(3, 2))),
                misfit(
                        "addcmul: [FLOAT32 [2], FLOAT32 [3], FLOAT32 [2]]",
                        () -> zeros(2).addcmul(zeros(3), zeros(2), 1)),
                misfit(
                        "matmul: [FLOAT32 [2, 3], FLOAT32 [2, 3]]",
                        () -> zeros(2, 3).matmul(zeros(2, 3))),
                misfit(
                        "linear: [FLOAT32 [5, 3], FLOAT32 [7, 4]]",
                        () -> zeros(5, 3).linear(zeros(7, 4), null)),
                misfit(
                        "layerNorm: [FLOAT32 [2, 3], FLOAT32 [4], FLOAT32 [3]]",
                        () -> zeros(2, 3).layerNorm(zeros(4), zeros(3), 1e-5)),
                misfit(
                        "attention: [FLOAT32 [1, 2, 3, 4], FLOAT32 [1, 2, 5, 8], FLOAT32 [1, 2, 5, 8]]",
                        () -> Tensor.attention(zeros(1, 2, 3, 4), zeros(1, 2, 5, 8), zeros(1, 2, 5, 8), null, false)),
                misfit("embed: [FLOAT32 [4, 2], INT64 [1]]", () -> zeros(4, 2).embed(longs(4))),
                misfit("view [5]: [FLOAT32 [2, 3]]", () -> zeros(2, 3).view(5)),
                misfit("reshape: [FLOAT32 [2, 3]]", () -> zeros(2, 3).reshape(4, 2)),
                misfit("narrow: [FLOAT32 [2, 3]]", () -> zeros(2, 3).narrow(1, 2, 2)),
                misfit("select: [FLOAT32 [2, 3]]", () -> zeros(2, 3).select(0, 2)),
                misfit("expand: [FLOAT32 [2, 3]]", () -> zeros(2, 3).expand(4, 3)),
                misfit(
                        "indexSelect: [FLOAT32 [2, 3], INT64 [1]]",
                        () -> zeros(2, 3).indexSelect(0, longs(2))),
                misfit("pick: [FLOAT32 [2, 3], INT64 [2]]", () -> zeros(2, 3).pick(longs(0, 3))),
                misfit(
                        "crossEntropySum: [FLOAT32 [2, 3], INT64 [3]]",
                        () -> zeros(2, 3).crossEntropySum(longs(0, 1, 2))),
                misfit("cat: [FLOAT32 [2, 3], FLOAT32 [2, 4]]", () -> Tensor.cat(0, zeros(2, 3), zeros(2, 4))),
                misfit(
                        "copy_: FLOAT32 [3] does not fit into FLOAT32 [2, 3]",
                        () -> zeros(2, 3).copy_(zeros(3))),
                misfit(
                        "add_: FLOAT32 [3] does not fit into FLOAT32 [2, 3]",
                        () -> zeros(2, 3).add_(zeros(3), 1)),
                misfit("lerp_: FLOAT32 [3] does not fit into FLOAT32 [2]", () -> zeros(2).lerp_(zeros(3), 1)),
                misfit(
                        "split [1, 1]: FLOAT32 [2, 3] has 3 entries in dimension 1",
                        () -> zeros(2, 3).split(1, 1, 1)[0]),
                misfit("transpose: [FLOAT32 [2, 3]]", () -> zeros(2, 3).transpose(0, 2)),
                misfit("permute: [FLOAT32 [2, 3]]", () -> zeros(2, 3).permute(0, 2)),
                misfit("unsqueeze: [FLOAT32 [2]]", () -> zeros(2).unsqueeze(3)),
                misfit("sum: [FLOAT32 [2]]", () -> zeros(2).sum(1)),
                misfit("tensor [2, 2]: needs 4 values, was given 3", () -> Tensor.of(new float[3], 2, 2)),
                misfit(
                        "tensor of FLOAT16 [3]: needs 6 bytes, was given 5",
                        () -> Tensor.ofBytes(ByteBuffer.allocate(5), DType.FLOAT16, 3)),
                misfit("item: needs one element, was given FLOAT32 [2]", () -> zeros((int) zeros(2).item())),
                misfit(
                        "bytes: needs a contiguous tensor of the processor, was given FLOAT32 [3, 2]",
                        () -> Tensor.ofBytes(zeros(2, 3).transpose(0, 1).bytes(), DType.FLOAT32, 3, 2)),
                misfit("backward: needs one element, was given FLOAT32 [2]", () -> {
                    zeros(2).backward();
                    return zeros(1);
                }));
    }

    private static Arguments misfit(String message, Supplier<Tensor> operation) {
        return Arguments.of(message, operation);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misfits")
    void shapesThatDoNotFitAreNamedWithTheOperation(String message, Supplier<Tensor> operation) {
        long live = TensorScope.liveTensors();
        assertThatThrownBy(operation::get).isInstanceOf(ShapeException.class).hasMessageStartingWith(message);
        scope.close();
        assertThat(TensorScope.liveTensors()).isLessThanOrEqualTo(live);
    }

    @Test
    void anotherElementTypeIsRefusedByName() {
        assertThatThrownBy(() -> longs(1).toFloats()).hasMessage("toFloats: needs FLOAT32, was given INT64 [1]");
        assertThatThrownBy(() -> zeros(1).toLongs()).hasMessage("toLongs: needs INT64, was given FLOAT32 [1]");
    }

    @Test
    void numbersComeBackInRowMajorOrder() {
        Tensor tensor = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

        assertThat(tensor.transpose(0, 1).toFloats()).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(tensor.select(1, 2).toFloats()).containsExactly(3, 6);
        assertThat(tensor.narrow(1, 1, 2).toDoubles()).containsExactly(2, 3, 5, 6);
        assertThat(tensor.split(1, 1, 2)[1].toFloats()).containsExactly(2, 3, 5, 6);
        assertThat(Tensor.of(new long[] {7, 8}, 2).toLongs()).containsExactly(7, 8);
        assertThat(tensor.bytes().remaining()).isEqualTo(24);
        assertThat(zeros(0, 3).bytes().remaining()).isZero();
    }

    @Test
    void arithmeticByHand() {
        Tensor a = Tensor.of(new float[] {1, 2, 3}, 3);
        Tensor b = Tensor.of(new float[] {10, 20, 30}, 3);
        assertThat(b.div(a).toFloats()).containsExactly(10, 10, 10);

        assertThat(a.add(b).toFloats()).containsExactly(11, 22, 33);
        assertThat(b.sub(a).toFloats()).containsExactly(9, 18, 27);
        assertThat(a.mul(b).toFloats()).containsExactly(10, 40, 90);
        assertThat(b.addcmul(a, a, -2).toFloats()).containsExactly(8, 12, 12); // b − 2 a²
        assertThat(a.sum().item()).isEqualTo(6);
        assertThat(Tensor.of(new float[] {3, 4}, 2).norm().item()).isEqualTo(5);
        assertThat(a.copy().lerp_(b, 0.5).toFloats()).containsExactly(5.5f, 11, 16.5f);
        assertThat(Tensor.of(new float[] {-2, 0, 5}, 3).sign_().toFloats()).containsExactly(-1, 0, 1);
        assertThat(a.argmax().item()).isEqualTo(2);
    }

    @Test
    void lengthsAndTheirSlopes() {
        Tensor vectors = Tensor.of(new double[] {3, -4, 0, 0}, 2, 2).endGradients();
        Tensor lengths = vectors.lengths();
        assertThat(lengths.toDoubles()).containsExactly(5, 0);
        lengths.sum().backward();
        assertThat(vectors.gradient().toDoubles()).containsExactly(new double[] {0.6, -0.8, 0, 0}, within(1e-15));
    }

    @Test
    void whatIsBelowZeroHasNoSlopeBehindRelu() {
        Tensor numbers = Tensor.of(new double[] {-2, 0, 3}, 3).endGradients();
        Tensor kept = numbers.relu();
        assertThat(kept.toDoubles()).containsExactly(0, 0, 3);
        kept.sum().backward();
        assertThat(numbers.gradient().toDoubles()).containsExactly(0, 0, 1);
    }

    @Test
    void crossEntropySumsOverRows() {
        Tensor scores = Tensor.of(new float[] {0, 0, (float) Math.log(3), 0}, 2, 2); // ½, ½; ¾, ¼

        assertThat(scores.crossEntropySum(longs(0, 1)).item()).isCloseTo(Math.log(2) + Math.log(4), within(1e-6));
    }

    @Test
    void bothFormsOfGelu() {
        Tensor one = Tensor.of(new float[] {1}, 1); // Φ(1) = 0.8413447; ½(1 + tanh(√(2/π) · 1.044715)) = 0.8411920
        assertThat(one.gelu().item()).isCloseTo(0.8413447, within(1e-6));
        assertThat(one.geluTanh().item()).isCloseTo(0.8411920, within(1e-6));
    }

    @Test
    void layerNormByHand() {
        // 1, 3: mean 2, variance 1, so −1, 1; times 2, 4; plus 10, 20
        Tensor normed = Tensor.of(new float[] {1, 3}, 1, 2)
                .layerNorm(Tensor.of(new float[] {2, 4}, 2), Tensor.of(new float[] {10, 20}, 2), 0);
        assertThat(normed.toFloats()).containsExactly(new float[] {8, 24}, within(1e-5f));
    }

    @Test
    void attentionByHand() {
        // One head of width 4: scores q·k/√4 = 0 and ln 3, so weights ¼ and ¾ of the values 8 and 4.
        Tensor query = Tensor.of(new float[] {2, 0, 0, 0}, 1, 1, 1, 4);
        Tensor keys = Tensor.of(new float[] {0, 1, 0, 0, (float) Math.log(3), 1, 0, 0}, 1, 1, 2, 4);
        Tensor values = Tensor.of(new float[] {8, 8, 8, 8, 4, 4, 4, 4}, 1, 1, 2, 4);
        Tensor hidesTheSecond = Tensor.of(new float[] {0, Float.NEGATIVE_INFINITY}, 1, 1, 1, 2);

        assertThat(Tensor.attention(query, keys, values, null, false).toFloats())
                .containsExactly(new float[] {5, 5, 5, 5}, within(1e-5f));
        assertThat(Tensor.attention(query, keys, values, hidesTheSecond, false).toFloats())
                .containsExactly(new float[] {8, 8, 8, 8}, within(1e-5f));
    }

    private static Tensor zeros(long... shape) {
        return Tensor.zeros(DType.FLOAT32, shape);
    }

    private static Tensor longs(long... values) {
        return Tensor.of(values, values.length);
    }
}
