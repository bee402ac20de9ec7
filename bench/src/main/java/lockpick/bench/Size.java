package lockpick.bench;

import lockpick.engine.model.Architecture;
import lockpick.engine.model.gptneox.GptNeoX;

/** A decoder to measure, with the batch it is measured at; the same as in {@code bench/peers}. */
enum Size {
    FIVE_MILLION("5M", 6, 256, 8, 128, 32),
    NINETEEN_MILLION("18.9M", 6, 512, 8, 128, 32),
    NANO("nano", 3, 64, 4, 256, 20);

    static final int VOCABULARY = 64;

    final String label;
    final int batch;
    final int length; // tokens that go through the model in each row of a training batch
    private final int layers;
    private final int width;
    private final int heads;

    Size(String label, int layers, int width, int heads, int batch, int length) {
        this.label = label;
        this.layers = layers;
        this.width = width;
        this.heads = heads;
        this.batch = batch;
        this.length = length;
    }

    Architecture architecture() {
        return GptNeoX.pythia(layers, width, heads, VOCABULARY, 64);
    }
}
