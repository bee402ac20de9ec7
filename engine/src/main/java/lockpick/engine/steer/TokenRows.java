package lockpick.engine.steer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lockpick.engine.model.Decoder;
import lockpick.engine.nn.Attention;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Tensor;

/**
 * Some rows as a model reads them side by side, padded on the right to the longest.
 *
 * @param ids [B, T] INT64
 * @param weights [B, T], what each token counts; 0 for padding
 */
record TokenRows(Tensor ids, Tensor weights) {

    private static final int MOST = 16;

    /**
     * Tokens of which those from one on count, all the same.
     *
     * @param from index of the first that counts
     * @param weight of each
     */
    record Row(int[] tokens, int from, double weight) {}

    /** So few at once that they need little memory. */
    static List<List<Row>> parts(List<Row> rows) {
        List<List<Row>> parts = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += MOST) {
            parts.add(rows.subList(from, Math.min(from + MOST, rows.size())));
        }
        return parts;
    }

    /** @throws IllegalArgumentException if a row is longer than the model holds */
    static TokenRows of(Decoder model, List<Row> rows) {
        int width = rows.stream().mapToInt(row -> row.tokens().length).max().orElseThrow();
        if (width > model.maxTokens()) {
            throw new IllegalArgumentException("steering vector: a row has " + width + " tokens, but the model holds "
                    + model.maxTokens() + "; shorten the prompt or completion");
        }
        long[] ids = new long[rows.size() * width];
        double[] weights = new double[ids.length];
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            int start = i * width;
            for (int t = 0; t < row.tokens().length; t++) {
                ids[start + t] = row.tokens()[t];
            }
            Arrays.fill(weights, start + row.from(), start + row.tokens().length, row.weight());
        }
        return new TokenRows(
                Tensor.of(ids, rows.size(), width).to(model.device()),
                Tensor.of(weights, rows.size(), width).to(precise(model)).to(model.device()));
    }

    /** [B, T, D] behind each number of layers; of 16-bit types, widened. */
    List<Tensor> hiddenBehind(List<Integer> layers, Decoder model) {
        return model.hiddenBehind(layers, ids, new Attention.Causal()).stream()
                .map(hidden -> hidden.to(precise(model)))
                .toList();
    }

    /** What is computed in beside a model. */
    static DType precise(Decoder model) {
        return model.dtype() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
    }
}
