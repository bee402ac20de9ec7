package lockpick.engine.nn;

import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.jspecify.annotations.Nullable;

/**
 * Rotary position embedding (Su et al., 2021) of the first {@code dims} dimensions of each head. Dimension i turns with
 * dimension i + dims/2 by the angle position · base^(−2i/dims).
 */
public final class RotaryEmbedding implements AutoCloseable {

    private final TensorScope memory = TensorScope.owner();
    private final int dims;
    private final Tensor cos; // (positions, dims/2)
    private final Tensor sin;

    /** Cosines and sines for the tokens of one forward pass, each [B or 1, T, 1, dims/2]. */
    public record Angles(Tensor cos, Tensor sin) {}

    /**
     * @param dims dimensions of a head that turn; even
     * @param base 10,000 in most models
     * @param positions one more than the largest position
     */
    public RotaryEmbedding(int dims, double base, int positions) {
        this.dims = dims;
        int half = dims / 2;
        float[] cosines = new float[positions * half];
        float[] sines = new float[positions * half];
        for (int position = 0; position < positions; position++) {
            for (int i = 0; i < half; i++) {
                // Single precision at each step, as checkpoints were trained with.
                float frequency = (float) (1.0 / (float) Math.pow((float) base, (float) (2 * i) / dims));
                float angle = position * frequency;
                cosines[position * half + i] = (float) Math.cos(angle);
                sines[position * half + i] = (float) Math.sin(angle);
            }
        }
        try (var scope = TensorScope.open()) {
            cos = memory.keep(Tensor.of(cosines, positions, half));
            sin = memory.keep(Tensor.of(sines, positions, half));
        }
    }

    /** Angles of tokens 0 … T−1, the same for every row. */
    public Angles upTo(long tokens) {
        return new Angles(
                cos.narrow(0, 0, tokens).unsqueeze(1), sin.narrow(0, 0, tokens).unsqueeze(1));
    }

    /** Angles of tokens at these positions [B, T]. */
    public Angles at(Tensor positions) {
        return new Angles(gather(cos, positions), gather(sin, positions));
    }

    private static Tensor gather(Tensor table, Tensor positions) {
        return table.embed(positions).unsqueeze(2);
    }

    /**
     * Turns heads [B, T, H, d]; returns the same shape.
     *
     * @param low dimensions 0 … dims/2 of each head, [B, T, H, dims/2]
     * @param high dimensions dims/2 … dims
     * @param rest the dimensions that do not turn, or null if all do
     */
    public static Tensor turn(Tensor low, Tensor high, @Nullable Tensor rest, Angles angles) {
        Tensor turnedLow = low.mul(angles.cos()).addcmul(high, angles.sin(), -1);
        Tensor turnedHigh = high.mul(angles.cos()).addcmul(low, angles.sin(), 1);
        return rest == null ? Tensor.cat(-1, turnedLow, turnedHigh) : Tensor.cat(-1, turnedLow, turnedHigh, rest);
    }

    /** Dimensions of a head that turn. */
    public int dims() {
        return dims;
    }

    @Override
    public void close() {
        memory.close();
    }
}
