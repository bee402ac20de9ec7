package lockpick.engine.loss;

import java.util.List;
import lockpick.engine.nn.Linear;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.jspecify.annotations.Nullable;

/**
 * Divergence of targets from what a decoder's head predicts, with its gradients, some positions at a time: scores of a large
 * vocabulary are the largest tensors of a training step, and nothing of them is needed once their gradients are found. These
 * are softmax − target, made in the place of the probabilities (as in Liger Kernel, Hsu et al., 2024).
 *
 * @param value the loss: scale · sum over the positions of weight · divergence, nats
 * @param gradient of what was predicted from, [N, D], in the scope of the caller
 */
record HeadLoss(double value, Tensor gradient) {

    /**
     * Finds loss and gradients; those of the head are added to those at hand, where it takes any. Probabilities are never of
     * BFLOAT16.
     *
     * @param predictions what the head reads, [N, D], through which nothing is recorded
     * @param targets of the positions one after the other, N in all
     * @param weights [N] of {@link #precise} type; null where all are 1
     * @param scale of the loss
     * @param most positions that go through the head at a time
     */
    static HeadLoss of(
            Linear head,
            Tensor predictions,
            List<HeadTargets> targets,
            @Nullable Tensor weights,
            double scale,
            long most) {
        Tensor gradient = Tensor.uninitialized(predictions.dtype(), predictions.device(), predictions.shape());
        double sum = 0;
        long start = 0;
        try (var noGrad = Libtorch.noGrad()) {
            for (HeadTargets group : targets) {
                long parts = Math.ceilDiv(group.count(), most);
                for (long part = 0; part < parts; part++) {
                    long from = group.count() * part / parts;
                    long length = group.count() * (part + 1) / parts - from;
                    try (var scope = TensorScope.open()) {
                        Tensor read = predictions.narrow(0, start + from, length);
                        Tensor weighing = weights == null ? null : weights.narrow(0, start + from, length);
                        Scores scores = Scores.of(logProbs(scope, head, read), group.narrow(from, length), weighing);
                        sum += scores.loss();
                        gradient.narrow(0, start + from, length)
                                .copy_(head.backward(read, scores.gradient().to(predictions.dtype()), scale));
                    }
                }
                start += group.count();
            }
        }
        return new HeadLoss(scale * sum, gradient);
    }

    /** Element type of log-probabilities that a head of this type makes. */
    static DType precise(DType dtype) {
        return dtype == DType.BFLOAT16 ? DType.FLOAT32 : dtype;
    }

    /** @param gradient of the scores, [N, V] */
    private record Scores(double loss, Tensor gradient) {

        /** @param logProbs [N, V], in whose place gradients are made */
        static Scores of(Tensor logProbs, HeadTargets targets, @Nullable Tensor weights) {
            Tensor losses = targets.losses(logProbs);
            Tensor gradient = targets.takeFrom_(logProbs.exp_());
            return weights == null
                    ? new Scores(losses.sum().item(), gradient)
                    : new Scores(losses.mul(weights).sum().item(), gradient.mul_(weights.unsqueeze(1)));
        }
    }

    /** Kept in a scope; the scores themselves are freed at once. */
    private static Tensor logProbs(TensorScope scope, Linear head, Tensor read) {
        try (var scores = TensorScope.open()) {
            Tensor given = head.apply(read);
            return scope.keep(given.to(precise(given.dtype())).logSoftmax());
        }
    }
}
