package lockpick.bench;

import lockpick.engine.model.Architecture;
import lockpick.engine.model.gptneox.GptNeoX;

/** A decoder to measure, with the batch it is measured at; the same as in {@code bench/peers}. */
enum Size {
    FIVE_MILLION("5M", 6, 256, 8, 64, 128, 32, 32, 16),
    NINETEEN_MILLION("18.9M", 6, 512, 8, 64, 128, 32, 32, 16),
    NANO("nano", 3, 64, 4, 64, 256, 20, 10, 16),
    SEVENTY_MILLION("70M", 6, 512, 8, 50_304, 64, 64, 13, 64);

    final String label;
    final int batch;
    final int length; // tokens that go through the model in each row of a training batch
    final int completion; // positions of these that the loss is taken at
    final int decoded; // tokens of a prompt, and new ones after it
    final int vocabulary;
    private final int layers;
    private final int width;
    private final int heads;

    Size(
            String label,
            int layers,
            int width,
            int heads,
            int vocabulary,
            int batch,
            int length,
            int completion,
            int decoded) {
        this.label = label;
        this.layers = layers;
        this.width = width;
        this.heads = heads;
        this.vocabulary = vocabulary;
        this.batch = batch;
        this.length = length;
        this.completion = completion;
        this.decoded = decoded;
    }

    Architecture architecture() {
        return GptNeoX.pythia(layers, width, heads, vocabulary, Math.max(64, 2 * decoded));
    }
}
