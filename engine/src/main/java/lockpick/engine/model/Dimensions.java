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

    /** @throws IllegalArgumentException if a size is beyond any model there is, as in a damaged or malicious file */
    public Dimensions {
        if (vocabulary > 1 << 24 || width > 1 << 20 || layers > 1 << 12 || heads > 1 << 12 || headWidth > 1 << 14) {
            throw new IllegalArgumentException("a vocabulary of " + vocabulary + ", a width of " + width + ", " + layers
                    + " layers, " + heads + " heads of width " + headWidth
                    + ": no model is as large; expected at most 16,777,216, 1,048,576, 4,096, 4,096 and 16,384");
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
