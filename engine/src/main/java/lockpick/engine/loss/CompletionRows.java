package lockpick.engine.loss;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lockpick.engine.model.Decoder;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a model reads them, padded on the right to the longest, and what is to be predicted where. Rows whose targets have
 * the same form stand together.
 *
 * @param ids [B, T] INT64, without the last token of a row: that is only ever a target
 * @param predicting [N] INT64: index of b · T + t, for each position that carries loss
 * @param targets of these positions one after the other, N in all
 * @param weights [N], of each position; null where all are 1
 */
record CompletionRows(
        Tensor ids,
        Tensor predicting,
        List<HeadTargets> targets,
        @Nullable Tensor weights) {

    /** @throws IllegalArgumentException if a row is longer than the model holds, or a target has tokens that it lacks */
    static CompletionRows of(Decoder model, List<Sequence> batch) {
        int width = batch.stream().mapToInt(row -> row.tokens().length).max().orElseThrow() - 1;
        if (width > model.maxTokens()) {
            throw new IllegalArgumentException("completion loss: a row has " + (width + 1)
                    + " tokens, but the model holds " + (model.maxTokens() + 1)
                    + " of which the last is only predicted; shorten the prompt or completion");
        }
        long[] ids = new long[batch.size() * width];
        Map<Object, List<Integer>> byForm = new LinkedHashMap<>();
        for (int row = 0; row < batch.size(); row++) {
            int[] tokens = batch.get(row).tokens();
            for (int t = 0; t + 1 < tokens.length; t++) {
                ids[row * width + t] = tokens[t];
            }
            byForm.computeIfAbsent(form(batch.get(row).target()), form -> new ArrayList<>())
                    .add(row);
        }
        int count = batch.stream().mapToInt(Sequence::targets).sum();
        long[] predicting = new long[count];
        double[] weights = new double[count];
        List<HeadTargets> targets = new ArrayList<>();
        DType precise = HeadLoss.precise(model.dtype());
        Device device = model.device();
        int next = 0;
        for (List<Integer> rows : byForm.values()) {
            for (int row : rows) {
                Sequence sequence = batch.get(row);
                for (int i = 0; i < sequence.targets(); i++) {
                    predicting[next] = (long) row * width + sequence.completionStart() - 1 + i;
                    weights[next++] = sequence.weights()[i];
                }
            }
            targets.add(HeadTargets.of(rows.stream().map(batch::get).toList(), model.vocabulary(), precise, device));
        }
        boolean even = batch.stream().allMatch(Sequence::isEven);
        return new CompletionRows(
                Tensor.of(ids, batch.size(), width).to(device),
                Tensor.of(predicting, count).to(device),
                targets,
                even ? null : Tensor.of(weights, count).to(precise).to(device));
    }

    /** Equal for targets that make one {@link HeadTargets}. */
    private static Object form(Target target) {
        return target instanceof Target.Options ? Target.Options.class : target;
    }

    /**
     * Takes the gradients of the rows' loss through the model's head back to whatever made the hidden states.
     *
     * @param hidden [B, T, D], which the model has made of the ids
     * @param scale of the loss
     * @return the loss, scaled
     */
    double backward(Decoder model, Tensor hidden, double scale) {
        Tensor predictions = predictions(hidden);
        HeadLoss loss = HeadLoss.of(
                model.head(), predictions.detach(), targets, weights, scale, ScoreMemory.atOnce(model.vocabulary()));
        predictions.backward(loss.gradient());
        return loss.value();
    }

    /** Of {@code hidden} [B, T, D], which the model has made of the ids, what predicts the targets: [N, D]. */
    Tensor predictions(Tensor hidden) {
        return hidden.reshape(-1, hidden.size(-1)).indexSelect(0, predicting);
    }
}
