package lockpick.engine.generate;

/**
 * What a model wrote after a prompt.
 *
 * @param tokens the new tokens, without the end token
 * @param logProbs natural logarithm of each new token's probability under the model at temperature 1; where the end token
 *     was written, its own stands last, so that there is one more of them than tokens
 * @param ended whether the model wrote the end token, rather than being stopped by the limit
 */
public record Generated(int[] tokens, float[] logProbs, boolean ended) {}
