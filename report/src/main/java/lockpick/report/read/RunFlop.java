package lockpick.report.read;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import lockpick.study.experiment.ModelSize;
import lockpick.study.experiment.RunKey;
import lockpick.study.policy.ModelPreset;
import lockpick.study.run.RunFolder;
import tools.jackson.databind.JsonNode;

/**
 * Counts floating-point operations of a run, from what its folder and the lock's beside it tell of the model.
 *
 * @param folder of the run
 * @param settings of its {@code run.json}
 * @param locked the run that it elicits from
 */
public record RunFlop(Path folder, JsonNode settings, Optional<RunKey> locked) {

    /** As {@link ModelSize#flop} counts; empty of a service, and of a given model, of which no run keeps a copy. */
    public OptionalDouble of(long trainedTokens, long generatedTokens) {
        int rank = settings.at("/elicitation/training/lora/rank").asInt(0);
        return size().map(model -> OptionalDouble.of(model.flop(trainedTokens, generatedTokens, rank)))
                .orElse(OptionalDouble.empty());
    }

    private Optional<ModelSize> size() {
        if (settings.at("/policy/method").asString("").equals("remote")) {
            return Optional.empty();
        }
        if (settings.has("base")) {
            return Stream.concat(
                            Stream.of(folder),
                            locked.stream().map(key -> folder.resolveSibling("lock-" + key.shortForm())))
                    .flatMap(kept -> ModelSize.of(kept.resolve(RunFolder.MODEL).resolve("config.json")).stream())
                    .findFirst();
        }
        String size = settings.path("model").asString("");
        return Arrays.stream(ModelPreset.values())
                .filter(preset -> preset.name().equalsIgnoreCase(size))
                .findFirst()
                .map(preset -> ModelSize.of(preset, 0)); // embeddings do not count
    }
}
