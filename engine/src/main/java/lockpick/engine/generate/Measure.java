package lockpick.engine.generate;

import java.util.List;
import lockpick.engine.loss.Divergence;
import lockpick.engine.loss.Sequence;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/** What is read off the scores of each position of completions that are read together: a number, or several. */
@FunctionalInterface
interface Measure {

    /**
     * Reads a stretch of positions.
     *
     * @param logits [T, B, V] FLOAT32; the first of the B rows are the completions, the others blank
     * @param from the first of the T positions, counted from the completions' first
     * @return T · B · {@link #width} numbers, position by position; those behind a completion's end and of blank rows mean
     *     nothing
     */
    double[] of(Tensor logits, List<Sequence> completions, int from);

    /** Numbers of each position of a row. */
    default int width() {
        return 1;
    }

    /** Natural logarithm of the probability of a completion's token. */
    static double[] logProbs(Tensor logits, List<Sequence> completions, int from) {
        int positions = (int) logits.size(0);
        int rows = (int) logits.size(1);
        long[] targets = new long[positions * rows];
        for (int row = 0; row < completions.size(); row++) {
            Sequence sequence = completions.get(row);
            int first = sequence.completionStart() + from;
            for (int t = 0; t < positions && first + t < sequence.tokens().length; t++) {
                targets[t * rows + row] = sequence.tokens()[first + t];
            }
        }
        try (var scope = TensorScope.open()) {
            Tensor flat = logits.view(targets.length, -1);
            return flat.pick(Tensor.of(targets, targets.length).to(logits.device()))
                    .sub(flat.logSumExp())
                    .toDoubles();
        }
    }

    /**
     * KL(target ‖ model), nats, at positions that carry loss. Targets differ from row to row, so each is compared by itself,
     * copied to memory of its own: how sums are rounded may depend on where numbers lie.
     */
    static double[] divergences(Tensor logits, List<Sequence> completions, int from) {
        int positions = (int) logits.size(0);
        int rows = (int) logits.size(1);
        double[] divergences = new double[positions * rows];
        try (var scope = TensorScope.open()) {
            Tensor logProbs = logits.logSoftmax();
            for (int row = 0; row < completions.size(); row++) {
                Sequence sequence = completions.get(row);
                int length = Math.min(positions, sequence.targets() - from);
                if (length > 0) {
                    Tensor own = logProbs.select(1, row).narrow(0, 0, length).copy();
                    double[] ofRow = Divergence.of(sequence, from, own).toDoubles();
                    for (int t = 0; t < length; t++) {
                        divergences[t * rows + row] = ofRow[t];
                    }
                }
            }
        }
        return divergences;
    }
}
