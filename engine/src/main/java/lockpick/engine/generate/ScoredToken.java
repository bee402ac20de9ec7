package lockpick.engine.generate;

/**
 * A token, and what could have stood in its place.
 *
 * @param logProb natural logarithm of its probability under the model at temperature 1 and without penalties
 * @param likeliest the most likely tokens of that place, the most likely first; as many as were asked for
 * @param logProbs theirs
 */
public record ScoredToken(int token, float logProb, int[] likeliest, float[] logProbs) {}
