package lockpick.study.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.checkpoint.ConfigJson;
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
 */
record ModelSize(double parameters, double stored) {

    /**
     * Of a folder as its config.json says, else of a preset with this vocabulary. What is wrong with a folder is told when it is
     * read; until then the preset stands for it.
     */
    static ModelSize of(ModelPreset preset, Optional<ModelFolder> folder, int vocabulary) {
        return folder.flatMap(ModelSize::of).orElseGet(() -> of(preset, vocabulary));
    }

    private static Optional<ModelSize> of(ModelFolder folder) {
        try {
            Architecture model =
                    Families.read(ConfigJson.read(Path.of(folder.path()).resolve("config.json")));
            int vocabulary = model.dimensions().vocabulary();
            double stored = model.specs().stream().mapToLong(Spec::count).sum();
            double embeddings = model.specs().stream()
                    .filter(spec -> spec.shape()[0] == vocabulary)
                    .mapToLong(Spec::count)
                    .sum();
            return Optional.of(new ModelSize(stored - embeddings, stored));
        } catch (IOException | CheckpointException e) {
            return Optional.empty();
        }
    }

    private static ModelSize of(ModelPreset preset, int vocabulary) {
        double parameters = parameters(preset);
        return new ModelSize(parameters, parameters + 2.0 * vocabulary * width(preset));
    }

    static double parameters(ModelPreset preset) {
        return 12.0 * layers(preset) * width(preset) * width(preset);
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
