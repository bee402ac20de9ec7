package lockpick.engine.generate;

/**
 * How next tokens are chosen.
 *
 * @param temperature divides the scores; 0 takes the most likely token (ties: the lowest id)
 * @param topK only the k most likely tokens compete; 0 for all
 * @param topP only the fewest most likely tokens whose probabilities reach p together compete; 1 for all
 * @param maxNewTokens most tokens written
 */
public record Sampling(double temperature, int topK, double topP, int maxNewTokens) {

    public Sampling {
        if (!(temperature >= 0) || topK < 0 || !(topP > 0 && topP <= 1) || maxNewTokens < 1) { // NaN is refused as well
            throw new IllegalArgumentException("sampling: temperature " + temperature + " (at least 0), top-k " + topK
                    + " (at least 0), top-p " + topP + " (above 0 to 1), max new tokens " + maxNewTokens
                    + " (at least 1)");
        }
    }

    public static Sampling greedy(int maxNewTokens) {
        return new Sampling(0, 0, 1, maxNewTokens);
    }

    boolean isGreedy() {
        return temperature == 0;
    }
}
