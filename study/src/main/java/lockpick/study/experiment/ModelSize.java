package lockpick.study.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.lora.LoraConfig;
import lockpick.engine.memory.AdapterSize;
import lockpick.engine.model.Architecture;
import lockpick.engine.model.Families;
import lockpick.engine.nn.Parameters.Spec;
import lockpick.study.pipeline.ModelFolder;
import lockpick.study.policy.ModelPreset;

/**
 * What decides the cost of computing with a model.
 *
 * @param parameters without embeddings and head: what a token is multiplied with
 * @param stored all of them
 * @param widths inputs and outputs of the linear layers of all blocks together: the size of a LoRA adapter of rank 1
 */
public record ModelSize(double parameters, double stored, double widths) {

    private static final LoraConfig ADAPTER = new LoraConfig(1, 1, List.of(LoraConfig.ALL_LINEAR));

    /**
     * Of a folder as its config.json says, else of a preset with this vocabulary. What is wrong with a folder is told when it is
     * read; until then the preset stands for it.
     */
    static ModelSize of(ModelPreset preset, Optional<ModelFolder> folder, int vocabulary) {
        return folder.flatMap(given -> of(Path.of(given.path()).resolve("config.json")))
                .orElseGet(() -> of(preset, vocabulary));
    }

    /** Of a model as its {@code config.json} says; empty where that is not there or cannot be read. */
    public static Optional<ModelSize> of(Path config) {
        try {
            Architecture model = Families.read(ConfigJson.read(config));
            int vocabulary = model.dimensions().vocabulary();
            double stored = model.specs().stream().mapToLong(Spec::count).sum();
            double embeddings = model.specs().stream()
                    .filter(spec -> spec.shape()[0] == vocabulary)
                    .mapToLong(Spec::count)
                    .sum();
            return Optional.of(new ModelSize(stored - embeddings, stored, AdapterSize.widths(model, ADAPTER)));
        } catch (IOException | CheckpointException e) {
            return Optional.empty();
        }
    }

    /** Of a preset with this vocabulary: Pythia's blocks, whose four linear layers take 12 squares of the width. */
    public static ModelSize of(ModelPreset preset, int vocabulary) {
        double width = width(preset);
        double parameters = 12.0 * layers(preset) * width * width;
        return new ModelSize(parameters, parameters + 2.0 * vocabulary * width, 16.0 * layers(preset) * width);
    }

    /**
     * Floating-point operations: 2 for each parameter and token on the way forward, and in training on the way back 2 for the
     * gradients of activations and 2 for those of the weights. Weights that an adapter is trained in place of need no
     * gradients of their own. Prompts that are read before anything is generated are not counted.
     *
     * @param rank of the adapter that is trained; 0 where the weights are
     */
    public double flop(double trainedTokens, double generatedTokens, int rank) {
        double perTrained = rank == 0 ? 6.0 : 4.0;
        return parameters * (perTrained * trainedTokens + 2.0 * generatedTokens)
                + rank * widths * (6.0 * trainedTokens + 2.0 * generatedTokens);
    }

    private static int layers(ModelPreset preset) {
        return switch (preset) {
            case TINY -> 1;
            case NANO -> 3;
            case SMALL -> 4;
            case PAPER -> 6;
        };
    }

    private static int width(ModelPreset preset) {
        return switch (preset) {
            case TINY -> 32;
            case NANO -> 64;
            case SMALL -> 128;
            case PAPER -> 512;
        };
    }
}
