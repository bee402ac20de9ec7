package lockpick.engine.model.gptneox;

/**
 * Architecture of a GPT-NeoX decoder, in the words of its config.json.
 *
 * @param vocabSize rows of the embedding
 * @param hiddenSize width D
 * @param numHiddenLayers layers
 * @param numAttentionHeads heads; divides the width
 * @param intermediateSize width of the feed-forward layer, usually 4 · D
 * @param rotaryPct share of each head's dimensions that turn with the position, above 0 to 1
 * @param rotaryBase base of the rotary frequencies
 * @param maxPositions most tokens a row may have
 * @param layerNormEps added to the variance
 * @param parallelResidual whether attention and feed-forward read the same input
 * @param activation between the two feed-forward matrices
 */
public record GptNeoXConfig(
        int vocabSize,
        int hiddenSize,
        int numHiddenLayers,
        int numAttentionHeads,
        int intermediateSize,
        double rotaryPct,
        double rotaryBase,
        int maxPositions,
        double layerNormEps,
        boolean parallelResidual,
        Activation activation) {

    /** The two forms of gelu. */
    public enum Activation {
        GELU,
        GELU_TANH
    }

    public GptNeoXConfig {
        if (hiddenSize % numAttentionHeads != 0) {
            throw new IllegalArgumentException("gpt_neox: hidden_size " + hiddenSize + " cannot be shared by "
                    + numAttentionHeads + " attention heads; use a multiple of the heads");
        }
        if (!(rotaryPct > 0 && rotaryPct <= 1)) {
            throw new IllegalArgumentException("gpt_neox: rotary_pct " + rotaryPct + " must be above 0 to 1");
        }
        int rotaryDims = (int) (hiddenSize / numAttentionHeads * rotaryPct);
        if (rotaryDims < 2 || rotaryDims % 2 != 0) {
            throw new IllegalArgumentException("gpt_neox: rotary_pct " + rotaryPct + " of heads of width "
                    + hiddenSize / numAttentionHeads + " turns " + rotaryDims
                    + " dimensions, which must be even and at least 2");
        }
    }

    /** A decoder as Pythia's: parallel residual, a quarter of each head rotary, feed-forward four times the width. */
    public static GptNeoXConfig pythia(int layers, int width, int heads, int vocabulary, int maxPositions) {
        return new GptNeoXConfig(
                vocabulary, width, layers, heads, 4 * width, 0.25, 10_000, maxPositions, 1e-5, true, Activation.GELU);
    }

    /** Width d of a head. */
    public int headWidth() {
        return hiddenSize / numAttentionHeads;
    }

    /** Dimensions of a head that turn with the position; even. */
    public int rotaryDims() {
        return (int) (headWidth() * rotaryPct);
    }
}
