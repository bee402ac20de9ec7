package lockpick.engine.loss;

import java.util.List;
import lockpick.engine.model.Decoder;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Tensor;

/**
 * Rows as a model reads them, padded on the right to the longest, and which of their tokens are to be predicted where.
 *
 * @param ids [B, T] INT64, without the last token of a row: that is only ever a target
 * @param predicting [N] INT64: index of b · T + t, for each token that predicts a completion token
 * @param targets [N] INT64: the completion tokens
 */
record CompletionRows(Tensor ids, Tensor predicting, Tensor targets) {

    /** @throws IllegalArgumentException if a row is longer than the model holds */
    static CompletionRows of(Decoder model, List<Sequence> batch) {
        int rows = batch.size();
        int width = batch.stream().mapToInt(row -> row.tokens().length).max().orElseThrow() - 1;
        if (width > model.maxTokens()) {
            throw new IllegalArgumentException("completion loss: a row has " + (width + 1)
                    + " tokens, but the model holds " + (model.maxTokens() + 1)
                    + " of which the last is only predicted; shorten the prompt or completion");
        }
        int count = batch.stream().mapToInt(Sequence::completionLength).sum();
        long[] ids = new long[rows * width];
        long[] predicting = new long[count];
        long[] targets = new long[count];
        int next = 0;
        for (int row = 0; row < rows; row++) {
            int[] tokens = batch.get(row).tokens();
            for (int t = 0; t + 1 < tokens.length; t++) {
                ids[row * width + t] = tokens[t];
                if (t + 1 >= batch.get(row).completionStart()) {
                    predicting[next] = (long) row * width + t;
                    targets[next++] = tokens[t + 1];
                }
            }
        }
        Device device = model.device();
        return new CompletionRows(
                Tensor.of(ids, rows, width).to(device),
                Tensor.of(predicting, count).to(device),
                Tensor.of(targets, count).to(device));
    }

    /** Of {@code hidden} [B, T, D], which the model has made of the ids, what predicts the targets: [N, D]. */
    Tensor predictions(Tensor hidden) {
        return hidden.reshape(-1, hidden.size(-1)).indexSelect(0, predicting);
    }

    /** Completion tokens. */
    int tokens() {
        return Math.toIntExact(targets.count());
    }
}
