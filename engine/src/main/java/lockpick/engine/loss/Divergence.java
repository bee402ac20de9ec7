package lockpick.engine.loss;

import java.util.List;
import lockpick.engine.tensor.Tensor;

/** How far what a model predicts is from what a row asks for; no gradients. */
public final class Divergence {

    private Divergence() {}

    /**
     * KL(target ‖ model) of consecutive positions of a row.
     *
     * @param from the first of them, counted from the completion's first; all carry loss
     * @param logProbs [N, V] under the model, FLOAT32 or FLOAT64
     * @return [N], nats
     */
    public static Tensor of(Sequence row, int from, Tensor logProbs) {
        return HeadTargets.of(List.of(row), (int) logProbs.size(1), logProbs.dtype(), logProbs.device())
                .narrow(from, logProbs.size(0))
                .losses(logProbs);
    }
}
