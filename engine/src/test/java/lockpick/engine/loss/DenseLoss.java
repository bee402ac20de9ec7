package lockpick.engine.loss;

import java.util.List;
import lockpick.engine.model.Decoder;
import lockpick.engine.nn.Attention;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Tensor;

/**
 * Loss of rows of any kind, the obvious way: the targets of every position of every row written out over the whole
 * vocabulary, log-probabilities of all of them, and gradients by the library.
 *
 * @param sum Σ weight · KL(target ‖ model), nats, a single number that gradients flow from
 * @param positions how many carry loss
 */
record DenseLoss(Tensor sum, int positions) {

    /** For a FLOAT64 model. */
    static DenseLoss of(Decoder model, List<Sequence> rows) {
        Tensor sum = Tensor.zeros(DType.FLOAT64, 1);
        int positions = 0;
        for (Sequence row : rows) {
            int length = row.tokens().length;
            int vocabulary = model.vocabulary();
            double[] targets = new double[(length - 1) * vocabulary];
            for (int t = row.completionStart(); t < length; t++) {
                double[] wanted = wanted(row, t, vocabulary);
                System.arraycopy(wanted, 0, targets, (t - 1) * vocabulary, vocabulary);
                positions += sum(wanted) > 0 ? 1 : 0;
            }
            double negativeEntropy = 0; // weighted, as the targets are from here on
            for (int i = 0; i < targets.length; i++) {
                double weight = weight(row, i / vocabulary + 1);
                negativeEntropy += targets[i] > 0 ? weight * targets[i] * Math.log(targets[i]) : 0;
                targets[i] *= weight;
            }
            long[] ids = new long[length - 1];
            for (int t = 0; t < ids.length; t++) {
                ids[t] = row.tokens()[t];
            }
            Tensor logProbs = model.logits(model.hidden(Tensor.of(ids, 1, ids.length), new Attention.Causal()))
                    .logSoftmax()
                    .view(-1);
            Tensor divergence = logProbs.mul(Tensor.of(targets, targets.length))
                    .sum()
                    .mul(-1)
                    .add(negativeEntropy);
            sum = sum.add(divergence);
        }
        return new DenseLoss(sum, positions);
    }

    /** Of the token at {@code t}; all zero where the position carries no loss. */
    private static double[] wanted(Sequence row, int t, int vocabulary) {
        double[] wanted = new double[vocabulary];
        switch (row.target()) {
            case Target.OwnTokens own -> wanted[row.tokens()[t]] = 1;
            case Target.Vocabulary(double[] all) -> System.arraycopy(all, 0, wanted, 0, all.length);
            case Target.Options(int[] tokens, double[] few) -> {
                for (int i = 0; t == row.completionStart() && i < tokens.length; i++) {
                    wanted[tokens[i]] = few[i];
                }
            }
        }
        return wanted;
    }

    /** Of the token at {@code t}. */
    private static double weight(Sequence row, int t) {
        int place = t - row.completionStart();
        return place >= 0 && place < row.targets() ? row.weights()[place] : 0;
    }

    private static double sum(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum;
    }
}
