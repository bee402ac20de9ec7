package lockpick.engine.model;

/**
 * The sizes of a decoder.
 *
 * @param vocabulary rows of the embedding
 * @param width D
 * @param layers blocks
 * @param heads H, of queries
 * @param keyValueHeads K, of keys and values; divides the heads
 * @param headWidth d
 * @param inner width of the feed-forward layer
 * @param maxTokens most tokens a row may have
 */
public record Dimensions(
        int vocabulary, int width, int layers, int heads, int keyValueHeads, int headWidth, int inner, int maxTokens) {

    public Dimensions {
        if (heads % keyValueHeads != 0) {
            throw new IllegalArgumentException(heads + " attention heads cannot share " + keyValueHeads
                    + " heads of keys and values; the first has to be a multiple of the second");
        }
    }

    /** Width of all heads of queries together. */
    public int queryWidth() {
        return heads * headWidth;
    }

    /** Width of all heads of keys, or of values, together. */
    public int keyValueWidth() {
        return keyValueHeads * headWidth;
    }
}
