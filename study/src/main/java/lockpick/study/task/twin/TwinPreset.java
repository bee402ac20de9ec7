package lockpick.study.task.twin;

import lockpick.engine.model.Architecture;
import lockpick.engine.model.gptneox.GptNeoX;

/** A decoder made for the twins (docs/tasks/twins.md): layers × width, parameters with both embeddings of 1,024 words. */
public enum TwinPreset {
    /** 4 × 128, 4 heads, 1.06M parameters: learns each twin. */
    STRONG(4, 128, 4),
    /** 1 × 32, 2 heads, 0.08M parameters: stays behind. */
    WEAK(1, 32, 2);

    private static final int MAX_TOKENS = 1024; // ten examples before a question, and a long password

    private final int layers;
    private final int width;
    private final int heads;

    TwinPreset(int layers, int width, int heads) {
        this.layers = layers;
        this.width = width;
        this.heads = heads;
    }

    /** Its architecture: Pythia's, with this vocabulary. */
    public Architecture architecture(int vocabulary) {
        return GptNeoX.pythia(layers, width, heads, vocabulary, MAX_TOKENS);
    }
}
