package lockpick.engine.generate;

/**
 * What a model wrote after a prompt.
 *
 * @param tokens the new tokens, without the end token; those that make up a stop string are among them
 * @param logProbs natural logarithm of each new token's probability under the model at temperature 1 and without penalties;
 *     where an end token was written, its own stands last, so that there is one more of them than tokens; empty unless
 *     the sampling asks for them
 * @param stop why there are no more
 */
public record Generated(int[] tokens, float[] logProbs, Stop stop) {

    /** Whether the model came to an end, rather than being stopped by the limit. */
    public boolean ended() {
        return !(stop instanceof Stop.Length);
    }
}
