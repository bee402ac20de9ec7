package lockpick.engine.generate;

import java.util.Arrays;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * The most likely tokens of rows of scores.
 *
 * @param count of each row
 * @param tokens row by row, the most likely first
 * @param logProbs natural logarithms of their probabilities
 */
record Likeliest(int count, long[] tokens, float[] logProbs) {

    /** @param logits [N, V] FLOAT32 */
    static Likeliest of(Tensor logits, int count) {
        if (count == 0) {
            return new Likeliest(0, new long[0], new float[0]);
        }
        try (var scope = TensorScope.open()) {
            Tensor places = logits.placesOfLargest(count); // (N, count)
            Tensor logProbs = logits.gather(-1, places).sub(logits.logSumExp().unsqueeze(-1));
            return new Likeliest(count, places.toLongs(), logProbs.toFloats());
        }
    }

    /** A row's token with these beside it. */
    ScoredToken beside(int row, int token, float logProb) {
        int from = row * count;
        int[] own = new int[count];
        for (int i = 0; i < count; i++) {
            own[i] = (int) tokens[from + i];
        }
        return new ScoredToken(token, logProb, own, Arrays.copyOfRange(logProbs, from, from + count));
    }
}
