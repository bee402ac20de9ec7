package lockpick.engine.preference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import lockpick.engine.generate.Scorer;
import lockpick.engine.loss.CompletionGradients;
import lockpick.engine.loss.MicroBatches;
import lockpick.engine.loss.Sequence;
import lockpick.engine.optim.DivergedException;

/**
 * Gradients of the DPO loss of a batch, with the memory of supervised fine-tuning: the pairs are scored with the weights at
 * hand, which gives the loss's slope in each completion's log-probability, and the gradient is that of a weighted sum of these.
 *
 * @param gradients of the model to train
 * @param scorer of the same model
 */
public record DpoGradients(CompletionGradients gradients, Scorer scorer, DpoLoss loss) {

    /** How the model does on these pairs, at least one. */
    public BatchLoss evaluate(List<PreferencePair> pairs) {
        List<Scorer.Score> scores = scorer.score(pairs.stream()
                .flatMap(pair -> Stream.of(pair.chosen(), pair.rejected()))
                .toList());
        List<PairLoss> losses = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            losses.add(loss.of(
                    pairs.get(i), scores.get(2 * i).sum(), scores.get(2 * i + 1).sum()));
        }
        return new BatchLoss(losses);
    }

    /**
     * Adds the gradients of the mean loss of these pairs to those at hand.
     *
     * @param pairs at least one
     * @param cut of the pairs' rows into parts that fit into memory
     * @return how the model does on the pairs
     * @throws DivergedException if the loss is not finite; no gradients are added then
     */
    public BatchLoss collect(List<PreferencePair> pairs, Function<List<Sequence>, MicroBatches> cut) {
        BatchLoss before = evaluate(pairs);
        if (!Double.isFinite(before.loss())) {
            throw new DivergedException("dpo: the loss of a batch is " + before.loss()
                    + ", so nothing was learnt from it and the weights are those of the step before; lower the learning"
                    + " rate");
        }
        List<Sequence> rows = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            double slope = before.pairs().get(i).slope() / pairs.size();
            if (slope != 0) {
                rows.add(pairs.get(i).chosen().weighted(-slope)); // a row's loss is −ln p
                rows.add(pairs.get(i).rejected().weighted(slope));
            }
        }
        if (!rows.isEmpty()) {
            gradients.collectSum(cut.apply(rows));
        }
        return before;
    }
}
