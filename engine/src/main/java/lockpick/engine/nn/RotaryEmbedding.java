package lockpick.engine.nn;

import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * Rotary position embedding (Su et al., 2021) of the first dimensions of each head: dimension i turns with dimension
 * i + r/2, where r dimensions turn, by the angle position · frequency i. The other dimensions stay.
 *
 * <p>Where all positions' d × d matrices are few numbers, a turn is a matrix product: a few more multiplications than need
 * be, but one fast operation in place of several slow ones on slices of a few numbers (docs/design/engine.md).
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
    private Table table;

    /** The turns of the positions from 0. */
    private sealed interface Table {

        /** [positions, d, d], of all positions. */
        record Matrices(Tensor matrices) implements Table {}

        /** Each [positions, r/2], of as many positions as were asked for so far, and some. */
        record Waves(Tensor cosines, Tensor sines) implements Table {}
    }

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
        boolean few = (long) positions * headWidth * headWidth <= MOST_MATRIX_NUMBERS;
        this.table = few ? matrices() : waves(Math.min(positions, FIRST_WAVES));
    }

    /** base^(−2i/r) for the r dimensions that turn, in single precision at each step, as checkpoints were trained with. */
    public static float[] frequencies(double base, int dims) {
        float[] frequencies = new float[dims / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = (float) (1.0 / (float) Math.pow((float) base, (float) (2 * i) / dims));
        }
        return frequencies;
    }

    private Table matrices() {
        int half = frequencies.length;
        float[] numbers = new float[positions * headWidth * headWidth];
        for (int position = 0; position < positions; position++) {
            int matrix = position * headWidth * headWidth;
            for (int low = 0; low < half; low++) {
                float angle = position * frequencies[low];
                int high = low + half;
                numbers[matrix + low * headWidth + low] = (float) Math.cos(angle);
                numbers[matrix + high * headWidth + high] = (float) Math.cos(angle);
                numbers[matrix + low * headWidth + high] = (float) Math.sin(angle);
                numbers[matrix + high * headWidth + low] = (float) -Math.sin(angle);
            }
            for (int still = 2 * half; still < headWidth; still++) {
                numbers[matrix + still * headWidth + still] = 1;
            }
        }
        return new Table.Matrices(kept(numbers, positions, headWidth, headWidth));
    }

    private Table.Waves waves(int count) {
        int half = frequencies.length;
        float[] cosines = new float[count * half];
        float[] sines = new float[count * half];
        for (int i = 0; i < cosines.length; i++) {
            float angle = i / half * frequencies[i % half];
            cosines[i] = (float) Math.cos(angle);
            sines[i] = (float) Math.sin(angle);
        }
        return new Table.Waves(kept(cosines, count, half), kept(sines, count, half));
    }

    private Tensor kept(float[] numbers, long... shape) {
        try (var scope = TensorScope.open()) {
            return memory.keep(Tensor.of(numbers, shape).to(dtype).to(device));
        }
    }

    /** The table once it reaches this many positions. Threads share it. */
    private synchronized Table reaching(long count) {
        if (table instanceof Table.Waves waves && waves.cosines().size(0) < count) {
            table = waves((int) Math.min(positions, 2 * count));
        }
        return table;
    }

    /** The turns of one forward pass. */
    public sealed interface Turns {

        /** Turns the heads [T, B, H, d] of queries or keys; returns the same shape. */
        Tensor turn(Tensor heads);
    }

    /** @param matrices [T, d, d] where all rows stand alike, else [T · B, d, d] */
    private record MatrixTurns(Tensor matrices) implements Turns {

        @Override
        public Tensor turn(Tensor heads) {
            long[] shape = heads.shape();
            return heads.view(matrices.size(0), -1, shape[3]).matmul(matrices).view(shape);
        }
    }

    /** Each [T, 1 or B, 1, r/2]. */
    private record WaveTurns(Tensor cosines, Tensor sines) implements Turns {

        @Override
        public Tensor turn(Tensor heads) {
            long half = cosines.size(-1);
            long rest = heads.size(-1) - 2 * half;
            Tensor low = heads.narrow(-1, 0, half);
            Tensor high = heads.narrow(-1, half, half);
            Tensor turnedLow = low.mul(cosines).addcmul(high, sines, -1);
            Tensor turnedHigh = high.mul(cosines).addcmul(low, sines, 1);
            return rest == 0
                    ? Tensor.cat(-1, turnedLow, turnedHigh)
                    : Tensor.cat(-1, turnedLow, turnedHigh, heads.narrow(-1, 2 * half, rest));
        }
    }

    /** Turns of the first {@code tokens} positions, the same for every row. */
    public Turns span(long tokens) {
        return switch (reaching(tokens)) {
            case Table.Matrices all -> new MatrixTurns(all.matrices().narrow(0, 0, tokens));
            case Table.Waves all ->
                new WaveTurns(
                        all.cosines().narrow(0, 0, tokens).view(tokens, 1, 1, -1),
                        all.sines().narrow(0, 0, tokens).view(tokens, 1, 1, -1));
        };
    }

    /** Turns of tokens at these positions [B, T], all less than {@code end}. */
    public Turns at(Tensor places, long end) {
        Tensor inOrder = places.transpose(0, 1).reshape(-1);
        long[] shape = {places.size(1), places.size(0), 1, -1};
        return switch (reaching(end)) {
            case Table.Matrices all -> new MatrixTurns(all.matrices().indexSelect(0, inOrder));
            case Table.Waves all ->
                new WaveTurns(
                        all.cosines().indexSelect(0, inOrder).view(shape),
                        all.sines().indexSelect(0, inOrder).view(shape));
        };
    }

    @Override
    public void close() {
        memory.close();
    }
}
