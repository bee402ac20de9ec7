package lockpick.engine.generate;

/**
 * How next tokens are chosen, and how many.
 *
 * @param temperature divides the scores; 0 takes the most likely token (ties: the lowest id)
 * @param topK only the k most likely tokens compete (ties: the lowest ids); 0 for all
 * @param topP only the fewest most likely tokens whose probabilities reach p together compete, among the top k; 1 for all
 * @param repetitionPenalty first of all, scores of tokens that the prompt or completion holds are divided by it where
 *     positive and multiplied where not (Keskar et al., 2019); 1 for none
 * @param maxNewTokens most tokens written
 * @param logProbs whether each token's log-probability is wanted, which costs a little
 */
public record Sampling(
        double temperature, int topK, double topP, double repetitionPenalty, int maxNewTokens, boolean logProbs) {

    public Sampling {
        boolean inRange = temperature >= 0
                && topK >= 0
                && topP > 0
                && topP <= 1
                && repetitionPenalty > 0
                && repetitionPenalty < Double.POSITIVE_INFINITY
                && maxNewTokens >= 1;
        if (!inRange) { // NaN is refused as well
            throw new IllegalArgumentException("sampling: temperature " + temperature + " (at least 0), top-k " + topK
                    + " (at least 0), top-p " + topP + " (above 0 to 1), repetition penalty " + repetitionPenalty
                    + " (above 0), max new tokens " + maxNewTokens + " (at least 1)");
        }
    }

    /** Sampling without a repetition penalty or log-probabilities. */
    public Sampling(double temperature, int topK, double topP, int maxNewTokens) {
        this(temperature, topK, topP, 1, maxNewTokens, false);
    }

    public static Sampling greedy(int maxNewTokens) {
        return new Sampling(0, 0, 1, maxNewTokens);
    }

    /** The same, and log-probabilities are wanted. */
    public Sampling withLogProbs() {
        return new Sampling(temperature, topK, topP, repetitionPenalty, maxNewTokens, true);
    }

    boolean isGreedy() {
        return temperature == 0;
    }

    boolean penalizes() {
        return repetitionPenalty != 1;
    }
}
