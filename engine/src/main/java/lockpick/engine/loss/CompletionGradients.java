package lockpick.engine.loss;

import java.util.List;
import lockpick.engine.model.CheckpointedPass;
import lockpick.engine.model.Decoder;
import lockpick.engine.nn.Attention;
import lockpick.engine.tensor.TensorScope;

/**
 * Gradients of the completion loss of a batch, found in parts that fit into memory. Every position that carries loss weighs
 * the same but for its own weight, in whichever part it is: what is added up over the parts is the gradient of the whole.
 *
 * @param checkpointed whether blocks are computed once more for their gradients, which takes a third more time and keeps
 *     little more than one block's activations
 */
public record CompletionGradients(Decoder model, boolean checkpointed) {

    /**
     * Adds the gradients of the mean to those at hand.
     *
     * @return the loss: mean of weight · divergence over all positions that carry loss, nats. Of rows that learn their own
     *     tokens with weight 1 that is the cross-entropy.
     */
    public double collect(MicroBatches batch) {
        int targets = batch.parts().stream()
                .flatMap(List::stream)
                .mapToInt(Sequence::targets)
                .sum();
        return collect(batch, 1.0 / targets);
    }

    /**
     * Adds the gradients of the sum to those at hand: the objective of policy gradients and of preferences, whose rows
     * weigh differently.
     *
     * @return sum of weight · divergence over all positions that carry loss, nats; of rows that learn their own tokens,
     *     Σ weight · −ln p(completion)
     */
    public double collectSum(MicroBatches batch) {
        return collect(batch, 1);
    }

    private double collect(MicroBatches batch, double scale) {
        double loss = 0;
        for (List<Sequence> part : batch.parts()) {
            try (var scope = TensorScope.open()) {
                loss += collect(CompletionRows.of(model, part), scale);
            }
        }
        return loss;
    }

    /** @return this part's share of the loss */
    private double collect(CompletionRows rows, double scale) {
        if (!checkpointed) {
            return rows.backward(model, model.hidden(rows.ids(), new Attention.Causal()), scale);
        }
        try (CheckpointedPass pass = model.checkpointed(rows.ids(), new Attention.Causal())) {
            double share = rows.backward(model, pass.hidden(), scale);
            pass.backward();
            return share;
        }
    }
}
