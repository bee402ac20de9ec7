package lockpick.engine.loss;

import java.util.List;
import lockpick.engine.model.Decoder;
import lockpick.engine.nn.Attention;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Tensor;

/**
 * Cross-entropy of completions given their prompts (paper C.1). Scores are computed at the positions that predict a
 * completion token and nowhere else.
 *
 * @param sum sum over all completion tokens of −ln p, a single number that gradients flow from
 * @param tokens how many tokens that are
 */
public record CompletionLoss(Tensor sum, int tokens) {

    /** The loss of these rows, padded on the right to the longest. */
    public static CompletionLoss of(Decoder model, List<Sequence> batch) {
        int rows = batch.size();
        // The last token of a row is only ever a target.
        int width = batch.stream().mapToInt(row -> row.tokens().length).max().orElseThrow() - 1;
        if (width > model.maxTokens()) {
            throw new IllegalArgumentException("completion loss: a row has " + (width + 1)
                    + " tokens, but the model holds " + (model.maxTokens() + 1)
                    + " of which the last is only predicted; shorten the prompt or completion");
        }
        int targets = batch.stream().mapToInt(Sequence::completionLength).sum();
        long[] ids = new long[rows * width];
        long[] predictsTarget = new long[targets];
        long[] target = new long[targets];
        int next = 0;
        for (int row = 0; row < rows; row++) {
            int[] tokens = batch.get(row).tokens();
            for (int t = 0; t + 1 < tokens.length; t++) {
                ids[row * width + t] = tokens[t];
                if (t + 1 >= batch.get(row).completionStart()) {
                    predictsTarget[next] = (long) row * width + t;
                    target[next++] = tokens[t + 1];
                }
            }
        }
        Device device = model.device();
        Tensor hidden = model.hidden(Tensor.of(ids, rows, width).to(device), new Attention.Causal()); // (B, T, D)
        Tensor predicting = hidden.reshape((long) rows * width, hidden.size(-1))
                .indexSelect(0, Tensor.of(predictsTarget, targets).to(device));
        return new CompletionLoss(
                model.logits(predicting)
                        .crossEntropySum(Tensor.of(target, targets).to(device)),
                targets);
    }

    /** Mean over the completion tokens, nats. */
    public Tensor mean() {
        return sum.mul(1.0 / tokens);
    }
}
