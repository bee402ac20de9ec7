package lockpick.engine.policygradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import lockpick.engine.generate.Scorer;
import lockpick.engine.generate.Scorer.Score;
import lockpick.engine.loss.CompletionGradients;
import lockpick.engine.loss.MicroBatches;
import lockpick.engine.loss.Sequence;
import lockpick.engine.optim.DivergedException;

/**
 * Gradients of the GRPO loss of a batch, with the memory of supervised fine-tuning: the completions are scored with the
 * weights at hand, which gives the loss's slope in each token's log-probability, and the gradient is that of a weighted sum
 * of these. Tokens of a completion share its weight evenly, completions that of the batch.
 *
 * @param gradients of the model to train
 * @param scorer of the same model
 */
public record GrpoGradients(CompletionGradients gradients, Scorer scorer, GrpoLoss loss) {

    /** How the model does on these completions, at least one. */
    public GrpoBatch evaluate(List<SampledRow> batch) {
        return batch(tokens(batch));
    }

    /**
     * Adds the gradients of the loss of these completions to those at hand.
     *
     * @param batch at least one
     * @param cut of the rows into parts that fit into memory
     * @return how the model does on them
     * @throws DivergedException if the loss is not finite; no gradients are added then
     */
    public GrpoBatch collect(List<SampledRow> batch, Function<List<Sequence>, MicroBatches> cut) {
        List<TokenLoss[]> tokens = tokens(batch);
        GrpoBatch before = batch(tokens);
        if (!Double.isFinite(before.loss())) {
            throw new DivergedException("grpo: the loss of a batch is " + before.loss()
                    + ", so nothing was learnt from it and the weights are those of the step before; lower the learning"
                    + " rate");
        }
        List<Sequence> rows = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            double share = 1.0 / (batch.size() * tokens.get(i).length);
            double[] weights = Arrays.stream(tokens.get(i))
                    .mapToDouble(token -> -token.slope() * share) // a token's loss is −ln p
                    .toArray();
            if (Arrays.stream(weights).anyMatch(weight -> weight != 0)) {
                rows.add(batch.get(i).row().weighted(weights));
            }
        }
        if (!rows.isEmpty()) {
            gradients.collectSum(cut.apply(rows));
        }
        return before;
    }

    private List<TokenLoss[]> tokens(List<SampledRow> batch) {
        List<Score> scores = scorer.score(batch.stream().map(SampledRow::row).toList());
        List<TokenLoss[]> tokens = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            float[] logProbs = scores.get(i).logProbs();
            TokenLoss[] ofRow = new TokenLoss[logProbs.length];
            for (int t = 0; t < ofRow.length; t++) {
                ofRow[t] = loss.of(batch.get(i), t, logProbs[t]);
            }
            tokens.add(ofRow);
        }
        return tokens;
    }

    private static GrpoBatch batch(List<TokenLoss[]> tokens) {
        double loss = 0;
        double clipped = 0;
        double kl = 0;
        for (TokenLoss[] ofRow : tokens) {
            double share = 1.0 / (tokens.size() * ofRow.length);
            for (TokenLoss token : ofRow) {
                loss += share * token.loss();
                clipped += token.isClipped() ? share : 0;
                kl += share * token.kl();
            }
        }
        return new GrpoBatch(loss, clipped, kl);
    }
}
