package lockpick.engine.generate;

import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Chooses one token from log-probabilities. */
final class TokenChoice {

    private TokenChoice() {}

    /**
     * @param logProbs a table of rows of log-probabilities
     * @param from index of the row's first entry
     * @param vocabulary entries of a row
     * @param random asked for just one number, unless the choice is greedy
     */
    static int choose(float[] logProbs, int from, int vocabulary, Sampling sampling, RandomGenerator random) {
        if (sampling.isGreedy()) {
            return mostLikely(logProbs, from, vocabulary);
        }
        int[] candidates = IntStream.range(0, vocabulary)
                .boxed()
                .sorted(Comparator.comparingDouble(token -> -logProbs[from + token])) // stable: ties by id
                .limit(sampling.topK() == 0 ? vocabulary : sampling.topK())
                .mapToInt(Integer::intValue)
                .toArray();
        double[] weights = new double[candidates.length];
        double total = 0;
        for (int i = 0; i < candidates.length; i++) {
            weights[i] = Math.exp(
                    (logProbs[from + candidates[i]] - logProbs[from + candidates[0]]) / sampling.temperature());
            total += weights[i];
        }
        int kept = 0;
        double keptTotal = 0;
        while (kept < candidates.length && keptTotal < sampling.topP() * total) {
            keptTotal += weights[kept++];
        }
        double remaining = random.nextDouble() * keptTotal;
        for (int i = 0; i < kept; i++) {
            remaining -= weights[i];
            if (remaining < 0) {
                return candidates[i];
            }
        }
        return candidates[kept - 1];
    }

    private static int mostLikely(float[] logProbs, int from, int vocabulary) {
        int best = 0;
        for (int token = 1; token < vocabulary; token++) {
            if (logProbs[from + token] > logProbs[from + best]) {
                best = token;
            }
        }
        return best;
    }
}
