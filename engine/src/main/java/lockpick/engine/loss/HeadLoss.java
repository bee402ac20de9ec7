package lockpick.engine.loss;

import lockpick.engine.nn.Linear;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * Cross-entropy through a decoder's head with its gradients, some positions at a time: scores of a large vocabulary are the
 * largest tensors of a training step, and nothing of them is needed once their gradients are found. These are
 * softmax − onehot(target), made in the place of the probabilities (as in Liger Kernel, Hsu et al., 2024).
 *
 * @param value the loss: scale · sum over the targets of −ln p, nats
 * @param gradient of what was predicted from, [N, D], in the scope of the caller
 */
record HeadLoss(double value, Tensor gradient) {

    /**
     * Finds loss and gradients; those of the head are added to those at hand, where it takes any. Probabilities are never of
     * BFLOAT16.
     *
     * @param predictions what the head reads, [N, D], through which nothing is recorded
     * @param targets [N] INT64
     * @param scale of the loss
     * @param parts in which the positions go through the head, no more than there are
     */
    static HeadLoss of(Linear head, Tensor predictions, Tensor targets, double scale, long parts) {
        long rows = targets.count();
        Tensor gradient = Tensor.uninitialized(predictions.dtype(), predictions.device(), predictions.shape());
        double sum = 0;
        try (var noGrad = Libtorch.noGrad()) {
            for (long part = 0; part < parts; part++) {
                long from = rows * part / parts;
                long length = rows * (part + 1) / parts - from;
                try (var scope = TensorScope.open()) {
                    Tensor read = predictions.narrow(0, from, length);
                    Tensor wanted = targets.narrow(0, from, length);
                    Tensor logProbs = logProbs(scope, head, read);
                    sum -= logProbs.pick(wanted).sum().item();
                    Tensor ofScores = logProbs.exp_().addToPicked_(wanted, -1).to(predictions.dtype());
                    gradient.narrow(0, from, length).copy_(head.backward(read, ofScores, scale));
                }
            }
        }
        return new HeadLoss(scale * sum, gradient);
    }

    /** Kept in a scope; the scores themselves are freed at once. */
    private static Tensor logProbs(TensorScope scope, Linear head, Tensor read) {
        try (var scores = TensorScope.open()) {
            Tensor given = head.apply(read);
            Tensor precise = given.dtype() == DType.BFLOAT16 ? given.to(DType.FLOAT32) : given;
            return scope.keep(precise.logSoftmax());
        }
    }
}
