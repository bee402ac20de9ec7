package lockpick.engine.loss;

import java.util.List;
import lockpick.engine.model.CheckpointedPass;
import lockpick.engine.model.Decoder;
import lockpick.engine.nn.Attention;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * Gradients of the completion loss of a batch, found in parts that fit into memory. Every completion token of the batch
 * weighs the same, in whichever part it is: what is added up over the parts is the gradient of the mean over all of them.
 *
 * @param checkpointed whether blocks are computed once more for their gradients, which takes a third more time and keeps
 *     little more than one block's activations
 */
public record CompletionGradients(Decoder model, boolean checkpointed) {

    /**
     * Adds the gradients to those at hand.
     *
     * @return the loss: mean over all completion tokens, nats
     */
    public double collect(MicroBatches batch) {
        int tokens = batch.parts().stream()
                .flatMap(List::stream)
                .mapToInt(Sequence::completionLength)
                .sum();
        double loss = 0;
        for (List<Sequence> part : batch.parts()) {
            try (var scope = TensorScope.open()) {
                loss += collect(CompletionRows.of(model, part), tokens);
            }
        }
        return loss;
    }

    /** @return this part's share of the mean */
    private double collect(CompletionRows rows, int tokens) {
        if (!checkpointed) {
            return collect(rows, model.hidden(rows.ids(), new Attention.Causal()), tokens);
        }
        try (CheckpointedPass pass = model.checkpointed(rows.ids(), new Attention.Causal())) {
            double share = collect(rows, pass.hidden(), tokens);
            pass.backward();
            return share;
        }
    }

    private double collect(CompletionRows rows, Tensor hidden, int tokens) {
        Tensor predictions = rows.predictions(hidden);
        long parts = ScoreMemory.parts(model.vocabulary(), rows.tokens());
        HeadLoss loss = HeadLoss.of(model.head(), predictions.detach(), rows.targets(), 1.0 / tokens, parts);
        predictions.backward(loss.gradient());
        return loss.value();
    }
}
