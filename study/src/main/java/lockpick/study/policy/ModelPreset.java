package lockpick.study.policy;

import lockpick.engine.model.Architecture;
import lockpick.engine.model.gptneox.GptNeoX;

/** A decoder made from random weights for the laptop's tasks: layers × width, non-embedding parameters. */
public enum ModelPreset {
    /** 1 × 32, 2 heads, 0.01M parameters: stays weak on the twins. */
    TINY(1, 32, 2),
    /** 3 × 64, 4 heads, 0.15M parameters. */
    NANO(3, 64, 4),
    /** 4 × 128, 4 heads, 0.8M parameters. */
    SMALL(4, 128, 4),
    /** 6 × 512, 8 heads, 18.9M parameters: the size of the paper's toy model. */
    PAPER(6, 512, 8);

    private static final int MAX_TOKENS = 1024; // ten examples before a question, and a long password

    private final int layers;
    private final int width;
    private final int heads;

    ModelPreset(int layers, int width, int heads) {
        this.layers = layers;
        this.width = width;
        this.heads = heads;
    }

    /** Its architecture: Pythia's, with this vocabulary. */
    public Architecture architecture(int vocabulary) {
        return GptNeoX.pythia(layers, width, heads, vocabulary, MAX_TOKENS);
    }
}
