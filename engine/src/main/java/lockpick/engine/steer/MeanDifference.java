package lockpick.engine.steer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.loss.Sequence;
import lockpick.engine.model.Decoder;
import lockpick.engine.steer.TokenRows.Row;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * Steering vectors from pairs of completions (contrastive activation addition; Rimsky et al., 2024):
 *
 * <pre>
 * v = mean over pairs of (mean of h_t over the tokens of the wanted completion − the same of the model's own)
 * </pre>
 *
 * where h_t is the residual stream at token t.
 */
public final class MeanDifference {

    private MeanDifference() {}

    /**
     * A completion to steer to, and one of the same prompt to steer away from.
     *
     * @param wanted with no end token, which both would have
     * @param own the same
     */
    public record Pair(Sequence wanted, Sequence own) {}

    /**
     * A vector for each number of layers.
     *
     * @param layers from 1 to all, ascending
     * @param pairs if there are none, the vectors are 0
     */
    public static List<SteeringVector> of(Decoder model, List<Integer> layers, List<Pair> pairs) {
        List<Row> rows = pairs.stream()
                .flatMap(
                        pair -> Stream.of(row(pair.wanted(), 1.0 / pairs.size()), row(pair.own(), -1.0 / pairs.size())))
                .toList();
        double[][] sums =
                new double[layers.size()][model.architecture().dimensions().width()];
        for (List<Row> part : TokenRows.parts(rows)) {
            try (var scope = TensorScope.open();
                    var noGrad = Libtorch.noGrad()) {
                TokenRows read = TokenRows.of(model, part);
                List<Tensor> hidden = read.hiddenBehind(layers, model);
                for (int i = 0; i < sums.length; i++) {
                    add(weighted(hidden.get(i), read.weights()).toDoubles(), sums[i]);
                }
            }
        }
        List<SteeringVector> vectors = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            vectors.add(new SteeringVector(layers.get(i), sums[i]));
        }
        return vectors;
    }

    /** @param weight of the whole completion */
    private static Row row(Sequence sequence, double weight) {
        int start = sequence.completionStart();
        return new Row(sequence.tokens(), start, weight / (sequence.tokens().length - start));
    }

    /** [B, T, D], [B, T] → [D]. */
    private static Tensor weighted(Tensor hidden, Tensor weights) {
        return hidden.mul(weights.unsqueeze(-1)).sum(0).sum(0);
    }

    private static void add(double[] terms, double[] sums) {
        IntStream.range(0, sums.length).forEach(i -> sums[i] += terms[i]);
    }
}
