package lockpick.engine.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.Test;

class RotaryEmbeddingTest {

    private static final int ROWS = 2;
    private static final int TOKENS = 5;
    private static final int HEADS = 3;
    private static final int WIDTH = 12;
    private static final int POSITIONS = 300;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void aQuarterOfAHeadTurnsAndTheRestStays() {
        assertTurnsLikeTheOracle(4, 10_000);
    }

    @Test
    void aWholeHeadTurns() {
        assertTurnsLikeTheOracle(WIDTH, 500);
    }

    @Test
    void dimensionsTurnInHalvesByHand() {
        // One head of 2 at position 1: the angle is 1 radian, (x, y) -> (x cos 1 − y sin 1, y cos 1 + x sin 1).
        try (var rotary = new RotaryEmbedding(2, 10_000, 2);
                var scope = TensorScope.open()) {
            Tensor low = Tensor.of(new float[] {3}, 1, 1, 1, 1);
            Tensor high = Tensor.of(new float[] {4}, 1, 1, 1, 1);
            float[] turned = RotaryEmbedding.turn(low, high, null, rotary.at(Tensor.of(new long[] {1}, 1, 1)))
                    .toFloats();

            assertThat((double) turned[0]).isCloseTo(3 * Math.cos(1) - 4 * Math.sin(1), within(1e-6));
            assertThat((double) turned[1]).isCloseTo(4 * Math.cos(1) + 3 * Math.sin(1), within(1e-6));
        }
    }

    @Test
    void tokensInOrderTurnAsTheirPositionsSay() {
        try (var rotary = new RotaryEmbedding(4, 10_000, POSITIONS);
                var scope = TensorScope.open()) {
            Tensor inOrder = Tensor.of(new long[] {0, 1, 2, 3, 4}, 1, TOKENS);
            assertThat(rotary.upTo(TOKENS).cos().toFloats())
                    .isEqualTo(rotary.at(inOrder).cos().toFloats());
            assertThat(rotary.upTo(TOKENS).sin().toFloats())
                    .isEqualTo(rotary.at(inOrder).sin().toFloats());
        }
    }

    private void assertTurnsLikeTheOracle(int dims, double base) {
        float[][][][] heads = new float[ROWS][TOKENS][HEADS][WIDTH];
        long[] positions = random.longs((long) ROWS * TOKENS, 0, POSITIONS).toArray();
        float[] flat = new float[ROWS * TOKENS * HEADS * WIDTH];
        int at = 0;
        for (float[][][] row : heads) {
            for (float[][] token : row) {
                for (float[] head : token) {
                    for (int i = 0; i < WIDTH; i++) {
                        head[i] = (float) random.nextGaussian();
                        flat[at++] = head[i];
                    }
                }
            }
        }
        try (var rotary = new RotaryEmbedding(dims, base, POSITIONS);
                var scope = TensorScope.open()) {
            Tensor[] parts = Tensor.of(flat, ROWS, TOKENS, HEADS, WIDTH).split(-1, dims / 2, dims / 2, WIDTH - dims);
            Tensor turned = RotaryEmbedding.turn(
                    parts[0], parts[1], WIDTH == dims ? null : parts[2], rotary.at(Tensor.of(positions, ROWS, TOKENS)));

            float[] actual = turned.toFloats();
            at = 0;
            for (int row = 0; row < ROWS; row++) {
                for (int token = 0; token < TOKENS; token++) {
                    for (int head = 0; head < HEADS; head++) {
                        double[] expected = turn(heads[row][token][head], positions[row * TOKENS + token], dims, base);
                        for (int i = 0; i < WIDTH; i++) {
                            assertThat((double) actual[at++])
                                    .as("row %d token %d head %d dimension %d, seed %d", row, token, head, i, seed)
                                    .isCloseTo(expected[i], within(1e-4)); // angles to 300 radians in float32
                        }
                    }
                }
            }
        }
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
