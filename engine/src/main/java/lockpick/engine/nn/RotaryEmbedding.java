package lockpick.engine.nn;

import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.jspecify.annotations.Nullable;

/**
 * Rotary position embedding (Su et al., 2021) of the first dimensions of each head: dimension i turns with dimension
 * i + r/2, where r dimensions turn, by the angle position · frequency i. The other dimensions stay.
 *
 * <p>Tokens that stand alike in all rows turn by a matrix product, where all positions' d × d matrices are few numbers: a
 * few more multiplications than need be, but one fast operation. Else a head and its partner, in which each turning
 * dimension has its other's number, are added up in the shares of cosine and sine (docs/design/engine.md).
 */
public final class RotaryEmbedding implements AutoCloseable {

    private static final long MOST_MATRIX_NUMBERS = 1 << 20;

    private static final int FIRST_WAVES = 2048;

    private final TensorScope memory = TensorScope.owner();
    private final int headWidth;
    private final float[] frequencies;
    private final int positions;
    private final DType dtype;
    private final Device device;
    private final @Nullable Tensor matrices; // (positions, d, d) where they are few
    private final Tensor partner; // (d, d), turns a head into its partner
    private Waves waves;

    /** Cosines and sines, each [positions, d], of as many positions as were asked for so far, and some. */
    private record Waves(Tensor cosines, Tensor sines) {}

    /**
     * @param headWidth dimensions d of a head
     * @param frequencies of the turns, radians a position; twice as many dimensions turn
     * @param positions one more than the largest position
     * @param dtype element type of the heads
     */
    public RotaryEmbedding(int headWidth, float[] frequencies, int positions, DType dtype, Device device) {
        this.headWidth = headWidth;
        this.frequencies = frequencies.clone();
        this.positions = positions;
        this.dtype = dtype;
        this.device = device;
        this.matrices = turnsByMatrix(positions, headWidth) ? matrices() : null;
        this.partner = partner();
        this.waves = waves(Math.min(positions, FIRST_WAVES));
    }

    /** Whether a turn is one matrix product, with one result; else it has three. */
    public static boolean turnsByMatrix(int positions, int headWidth) {
        return (long) positions * headWidth * headWidth <= MOST_MATRIX_NUMBERS;
    }

    /** base^(−2i/r) for the r dimensions that turn, in single precision at each step, as checkpoints were trained with. */
    public static float[] frequencies(double base, int dims) {
        float[] frequencies = new float[dims / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = (float) (1.0 / (float) Math.pow((float) base, (float) (2 * i) / dims));
        }
        return frequencies;
    }

    private Tensor matrices() {
        float[] numbers = new float[positions * headWidth * headWidth];
        for (int position = 0; position < positions; position++) {
            for (int i = 0; i < headWidth; i++) {
                int own = (position * headWidth + i) * headWidth;
                float angle = angle(position, i);
                numbers[own + i] = (float) Math.cos(angle);
                if (turns(i)) {
                    numbers[own + other(i)] = (float) (isLow(i) ? Math.sin(angle) : -Math.sin(angle));
                }
            }
        }
        return kept(numbers, positions, headWidth, headWidth);
    }

    /** A turning dimension's partner is its other dimension, with the sign that it turns with. */
    private Tensor partner() {
        float[] numbers = new float[headWidth * headWidth];
        for (int i = 0; i < headWidth; i++) {
            if (turns(i)) {
                numbers[i * headWidth + other(i)] = isLow(i) ? 1 : -1;
            }
        }
        return kept(numbers, headWidth, headWidth);
    }

    private Waves waves(int count) {
        float[] cosines = new float[count * headWidth];
        float[] sines = new float[count * headWidth];
        for (int i = 0; i < cosines.length; i++) {
            float angle = angle(i / headWidth, i % headWidth);
            cosines[i] = (float) Math.cos(angle);
            sines[i] = (float) Math.sin(angle);
        }
        return new Waves(kept(cosines, count, headWidth), kept(sines, count, headWidth));
    }

    private boolean turns(int dimension) {
        return dimension < 2 * frequencies.length;
    }

    /** Whether a turning dimension is in the first half of those. */
    private boolean isLow(int dimension) {
        return dimension < frequencies.length;
    }

    /** The dimension that a turning dimension turns with. */
    private int other(int dimension) {
        return isLow(dimension) ? dimension + frequencies.length : dimension - frequencies.length;
    }

    private float angle(int position, int dimension) {
        return turns(dimension) ? position * frequencies[dimension % frequencies.length] : 0;
    }

    private Tensor kept(float[] numbers, long... shape) {
        try (var scope = TensorScope.open()) {
            return memory.keep(Tensor.of(numbers, shape).to(dtype).to(device));
        }
    }

    /** The waves once they reach this many positions. Threads share them. */
    private synchronized Waves reaching(long count) {
        if (waves.cosines().size(0) < Math.min(count, positions)) {
            waves = waves((int) Math.min(positions, 2 * count));
        }
        return waves;
    }

    /** The turns of one forward pass. */
    public sealed interface Turns {

        /** Turns the heads [T, B, H, d] of queries or keys; returns the same shape. */
        Tensor turn(Tensor heads);
    }

    /** @param matrices [T, d, d] */
    private record MatrixTurns(Tensor matrices) implements Turns {

        @Override
        public Tensor turn(Tensor heads) {
            long[] shape = heads.shape();
            return heads.view(shape[0], -1, shape[3]).matmul(matrices).view(shape);
        }
    }

    /** Cosines and sines [T, 1 or B, 1, d], and what makes partners [d, d]. */
    private record WaveTurns(Tensor cosines, Tensor sines, Tensor partner) implements Turns {

        @Override
        public Tensor turn(Tensor heads) {
            return heads.mul(cosines).addcmul(heads.matmul(partner), sines, 1);
        }
    }

    /** Turns of the first {@code tokens} positions, the same for every row. */
    public Turns span(long tokens) {
        if (matrices != null) {
            return new MatrixTurns(matrices.narrow(0, 0, tokens));
        }
        Waves all = reaching(tokens);
        return new WaveTurns(
                all.cosines().narrow(0, 0, tokens).view(tokens, 1, 1, -1),
                all.sines().narrow(0, 0, tokens).view(tokens, 1, 1, -1),
                partner);
    }

    /** Turns of tokens at these positions [B, T], all less than {@code end}. */
    public Turns at(Tensor places, long end) {
        Tensor inOrder = places.transpose(0, 1).reshape(-1);
        long[] shape = {places.size(1), places.size(0), 1, -1};
        Waves all = reaching(end);
        return new WaveTurns(
                all.cosines().indexSelect(0, inOrder).view(shape),
                all.sines().indexSelect(0, inOrder).view(shape),
                partner);
    }

    @Override
    public void close() {
        memory.close();
    }
}
