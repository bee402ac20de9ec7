package lockpick.engine.model;

import java.util.List;
import lockpick.engine.nn.Attention;
import lockpick.engine.tensor.Tensor;

/**
 * Rows of different lengths side by side, as a model sees them under {@link Attention.Masked}.
 *
 * @param ids [B, T]
 * @param positions [B, T]
 * @param real whether a token is one of the row's rather than padding
 */
record PaddedBatch(long[][] ids, long[][] positions, boolean[][] real) {

    /** As a golden folder gives it. */
    static PaddedBatch of(GoldenModel golden) {
        int rows = golden.at("batch", "input_ids").size();
        PaddedBatch batch = new PaddedBatch(new long[rows][], new long[rows][], new boolean[rows][]);
        for (int row = 0; row < rows; row++) {
            int[] ids = GoldenModel.ints(golden.at("batch", "input_ids").get(row));
            int[] positions =
                    GoldenModel.ints(golden.at("batch", "position_ids").get(row));
            int[] mask = GoldenModel.ints(golden.at("batch", "attention_mask").get(row));
            batch.ids[row] = new long[ids.length];
            batch.positions[row] = new long[ids.length];
            batch.real[row] = new boolean[ids.length];
            for (int t = 0; t < ids.length; t++) {
                batch.ids[row][t] = ids[t];
                batch.positions[row][t] = positions[t];
                batch.real[row][t] = mask[t] == 1;
            }
        }
        return batch;
    }

    /** These rows with their padding in front ({@code left}) or behind. */
    static PaddedBatch of(List<int[]> rows, boolean left) {
        int width = rows.stream().mapToInt(row -> row.length).max().orElseThrow();
        PaddedBatch batch = new PaddedBatch(
                new long[rows.size()][width], new long[rows.size()][width], new boolean[rows.size()][width]);
        for (int row = 0; row < rows.size(); row++) {
            int[] tokens = rows.get(row);
            int start = left ? width - tokens.length : 0;
            for (int t = 0; t < tokens.length; t++) {
                batch.ids[row][start + t] = tokens[t];
                batch.positions[row][start + t] = t;
                batch.real[row][start + t] = true;
            }
        }
        return batch;
    }

    /** Scores of every next token, [B, T, V]. */
    Tensor logits(Decoder model) {
        Attention attention = new Attention.Masked(tensor(positions), mask());
        return model.logits(model.hidden(tensor(ids), attention));
    }

    /** Index of a row's first real token. */
    int start(int row) {
        int t = 0;
        while (!real[row][t]) {
            t++;
        }
        return t;
    }

    private Tensor mask() { // (B, 1, T, T)
        int width = ids[0].length;
        float[] mask = new float[ids.length * width * width];
        int at = 0;
        for (boolean[] row : real) {
            for (int t = 0; t < width; t++) {
                for (int s = 0; s < width; s++) {
                    boolean visible = s == t || (s < t && row[s]);
                    mask[at++] = visible ? 0 : Float.NEGATIVE_INFINITY;
                }
            }
        }
        return Tensor.of(mask, ids.length, 1, width, width);
    }

    private static Tensor tensor(long[][] values) {
        long[] flat = java.util.Arrays.stream(values)
                .flatMapToLong(java.util.Arrays::stream)
                .toArray();
        return Tensor.of(flat, values.length, values[0].length);
    }
}
