package lockpick.engine.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.Test;

class RotaryEmbeddingTest {

    private static final int ROWS = 2;
    private static final int TOKENS = 5;
    private static final int HEADS = 3;
    private static final int WIDTH = 12;
    private static final int FEW_POSITIONS = 300;
    private static final int MANY_POSITIONS = 8_000; // too many for a table of matrices

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void aQuarterOfAHeadTurnsAndTheRestStays() {
        assertTurnsLikeTheOracle(4, 10_000, FEW_POSITIONS);
        assertTurnsLikeTheOracle(4, 10_000, MANY_POSITIONS);
    }

    @Test
    void aWholeHeadTurns() {
        assertTurnsLikeTheOracle(WIDTH, 500, FEW_POSITIONS);
        assertTurnsLikeTheOracle(WIDTH, 500, MANY_POSITIONS);
    }

    @Test
    void dimensionsTurnInHalvesByHand() {
        // Position 1, two turning dimensions of three: the angle is 1, (x, y) -> (x cos 1 − y sin 1, y cos 1 + x sin
        // 1).
        try (var rotary = rotary(3, 2, 10_000, 2);
                var scope = TensorScope.open()) {
            float[] turned = rotary.at(Tensor.of(new long[] {1}, 1, 1), 2)
                    .turn(Tensor.of(new float[] {3, 4, 5}, 1, 1, 1, 3))
                    .toFloats();

            assertThat((double) turned[0]).isCloseTo(3 * Math.cos(1) - 4 * Math.sin(1), within(1e-6));
            assertThat((double) turned[1]).isCloseTo(4 * Math.cos(1) + 3 * Math.sin(1), within(1e-6));
            assertThat(turned[2]).isEqualTo(5);
        }
    }

    @Test
    void tokensInOrderTurnAsTheirPositionsSay() {
        for (int positions : new int[] {FEW_POSITIONS, MANY_POSITIONS}) {
            try (var rotary = rotary(WIDTH, 4, 10_000, positions);
                    var scope = TensorScope.open()) {
                Tensor heads = Tensor.of(gaussians(TOKENS * HEADS * WIDTH), TOKENS, 1, HEADS, WIDTH);
                Tensor inOrder = Tensor.of(new long[] {0, 1, 2, 3, 4}, 1, TOKENS);

                assertThat(rotary.span(TOKENS).turn(heads).toFloats())
                        .containsExactly(rotary.at(inOrder, TOKENS).turn(heads).toFloats(), within(1e-6f));
            }
        }
    }

    @Test
    void laterPositionsTurnAsTheyWouldHaveFromTheStart() {
        try (var fresh = rotary(WIDTH, 4, 10_000, MANY_POSITIONS);
                var grown = rotary(WIDTH, 4, 10_000, MANY_POSITIONS);
                var scope = TensorScope.open()) {
            Tensor heads = Tensor.of(gaussians(WIDTH), 1, 1, 1, WIDTH);
            Tensor late = Tensor.of(new long[] {7_000}, 1, 1);
            grown.span(3_000).turn(Tensor.zeros(DType.FLOAT32, 3_000, 1, 1, WIDTH));

            assertThat(grown.at(late, 7_001).turn(heads).toFloats())
                    .isEqualTo(fresh.at(late, MANY_POSITIONS).turn(heads).toFloats());
        }
    }

    private static RotaryEmbedding rotary(int width, int dims, double base, int positions) {
        return new RotaryEmbedding(
                width, RotaryEmbedding.frequencies(base, dims), positions, DType.FLOAT32, Device.CPU);
    }

    private void assertTurnsLikeTheOracle(int dims, double base, int tablePositions) {
        float[] heads = gaussians(TOKENS * ROWS * HEADS * WIDTH);
        long[] positions = random.longs((long) ROWS * TOKENS, 0, FEW_POSITIONS).toArray();
        try (var rotary = rotary(WIDTH, dims, base, tablePositions);
                var scope = TensorScope.open()) {
            float[] turned = rotary.at(Tensor.of(positions, ROWS, TOKENS), FEW_POSITIONS)
                    .turn(Tensor.of(heads, TOKENS, ROWS, HEADS, WIDTH))
                    .toFloats();

            for (int head = 0; head < TOKENS * ROWS * HEADS; head++) {
                int token = head / (ROWS * HEADS);
                int row = head / HEADS % ROWS;
                double[] expected = turn(
                        Arrays.copyOfRange(heads, head * WIDTH, (head + 1) * WIDTH),
                        positions[row * TOKENS + token],
                        dims,
                        base);
                for (int i = 0; i < WIDTH; i++) {
                    assertThat((double) turned[head * WIDTH + i])
                            .as("row %d, token %d, dimension %d, seed %d", row, token, i, seed)
                            .isCloseTo(expected[i], within(1e-4)); // angles of up to 300 radians in float32
                }
            }
        }
    }

    private float[] gaussians(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** One head, slow and obvious. */
    private static double[] turn(float[] head, long position, int dims, double base) {
        double[] turned = new double[head.length];
        for (int i = 0; i < head.length; i++) {
            turned[i] = head[i];
        }
        for (int i = 0; i < dims / 2; i++) {
            double angle = position * Math.pow(base, -2.0 * i / dims);
            turned[i] = head[i] * Math.cos(angle) - head[i + dims / 2] * Math.sin(angle);
            turned[i + dims / 2] = head[i + dims / 2] * Math.cos(angle) + head[i] * Math.sin(angle);
        }
        return turned;
    }
}
