package lockpick.engine.generate;

import java.util.List;
import java.util.stream.IntStream;
import lockpick.engine.loss.Sequence;
import lockpick.engine.tensor.Tensor;

/**
 * A completion's tokens and the most likely ones in the place of each. The numbers of a position are the log-probability of
 * its token, the ids of the most likely ones, and their log-probabilities.
 *
 * @param likeliest how many of them
 */
record TokenScores(int likeliest) implements Measure {

    @Override
    public int width() {
        return 1 + 2 * likeliest;
    }

    @Override
    public double[] of(Tensor logits, List<Sequence> completions, int from) {
        double[] logProbs = Measure.logProbs(logits, completions, from);
        Likeliest others = Likeliest.of(logits.view(logProbs.length, -1), likeliest);
        double[] numbers = new double[logProbs.length * width()];
        for (int i = 0; i < logProbs.length; i++) {
            int at = i * width();
            numbers[at] = logProbs[i];
            for (int rank = 0; rank < likeliest; rank++) {
                numbers[at + 1 + rank] = others.tokens()[i * likeliest + rank];
                numbers[at + 1 + likeliest + rank] = others.logProbs()[i * likeliest + rank];
            }
        }
        return numbers;
    }

    /** A completion's tokens, from the numbers of all its positions. */
    List<ScoredToken> read(Sequence sequence, double[] numbers) {
        return IntStream.range(0, numbers.length / width())
                .mapToObj(position -> read(sequence.tokens()[sequence.completionStart() + position], numbers, position))
                .toList();
    }

    private ScoredToken read(int token, double[] numbers, int position) {
        int at = position * width();
        int[] tokens = new int[likeliest];
        float[] logProbs = new float[likeliest];
        for (int rank = 0; rank < likeliest; rank++) {
            tokens[rank] = (int) numbers[at + 1 + rank];
            logProbs[rank] = (float) numbers[at + 1 + likeliest + rank];
        }
        return new ScoredToken(token, (float) numbers[at], tokens, logProbs);
    }
}
