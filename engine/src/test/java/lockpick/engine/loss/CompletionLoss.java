package lockpick.engine.loss;

import java.util.List;
import lockpick.engine.model.Decoder;
import lockpick.engine.nn.Attention;
import lockpick.engine.tensor.Tensor;

/**
 * Cross-entropy of completions given their prompts (paper C.1), the obvious way: all scores at once, and gradients by the
 * library. What {@link CompletionGradients} does in parts and by hand must give the same. Rows learn their own tokens and weigh
 * the same.
 *
 * @param sum sum over all completion tokens of −ln p, a single number that gradients flow from
 * @param tokens how many tokens that are
 */
public record CompletionLoss(Tensor sum, int tokens) {

    /** The loss of these rows, padded on the right to the longest. */
    public static CompletionLoss of(Decoder model, List<Sequence> batch) {
        CompletionRows rows = CompletionRows.of(model, batch);
        Tensor targets = ((HeadTargets.Tokens) rows.targets().getFirst()).ids();
        Tensor logits = model.logits(rows.predictions(model.hidden(rows.ids(), new Attention.Causal())));
        return new CompletionLoss(logits.crossEntropySum(targets), Math.toIntExact(targets.count()));
    }

    /** Mean over the completion tokens, nats. */
    public Tensor mean() {
        return sum.mul(1.0 / tokens);
    }
}
