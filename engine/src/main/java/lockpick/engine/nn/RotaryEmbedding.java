package lockpick.engine.nn;

import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * Rotary position embedding (Su et al., 2021) of the first {@code dims} dimensions of each head. Dimension i turns with
 * dimension i + dims/2 by the angle position · base^(−2i/dims).
 *
 * <p>A turn is a matrix product with the position's d × d matrix. That is a few more multiplications than need be, but one
 * fast operation in place of a dozen slow ones on slices of a few numbers (docs/benchmarks.md).
 */
public final class RotaryEmbedding implements AutoCloseable {

    private final TensorScope memory = TensorScope.owner();
    private final Tensor matrices; // (positions, d, d)

    /**
     * @param headWidth dimensions d of a head
     * @param dims how many of them turn; even
     * @param base 10,000 in most models
     * @param positions one more than the largest position
     */
    public RotaryEmbedding(int headWidth, int dims, double base, int positions) {
        int half = dims / 2;
        float[] table = new float[positions * headWidth * headWidth];
        for (int position = 0; position < positions; position++) {
            int matrix = position * headWidth * headWidth;
            for (int low = 0; low < half; low++) {
                // Single precision at each step, as checkpoints were trained with.
                float frequency = (float) (1.0 / (float) Math.pow((float) base, (float) (2 * low) / dims));
                float angle = position * frequency;
                int high = low + half;
                table[matrix + low * headWidth + low] = (float) Math.cos(angle);
                table[matrix + high * headWidth + high] = (float) Math.cos(angle);
                table[matrix + low * headWidth + high] = (float) Math.sin(angle);
                table[matrix + high * headWidth + low] = (float) -Math.sin(angle);
            }
            for (int still = dims; still < headWidth; still++) {
                table[matrix + still * headWidth + still] = 1;
            }
        }
        try (var scope = TensorScope.open()) {
            matrices = memory.keep(Tensor.of(table, positions, headWidth, headWidth));
        }
    }

    /**
     * The turns of one forward pass.
     *
     * @param matrices [T, d, d] where all rows stand alike, else [T · B, d, d]
     */
    public record Turns(Tensor matrices) {

        /** Turns the heads [T, B, H, d] of queries or keys; returns the same shape. */
        public Tensor turn(Tensor heads) {
            long[] shape = heads.shape();
            return heads.view(matrices.size(0), -1, shape[3]).matmul(matrices).view(shape);
        }
    }

    /** Turns of tokens at consecutive positions, the same for every row. */
    public Turns span(long first, long tokens) {
        return new Turns(matrices.narrow(0, first, tokens));
    }

    /** Turns of tokens at these positions [B, T]. */
    public Turns at(Tensor positions) {
        return new Turns(matrices.indexSelect(0, positions.transpose(0, 1).reshape(-1)));
    }

    @Override
    public void close() {
        memory.close();
    }
}
