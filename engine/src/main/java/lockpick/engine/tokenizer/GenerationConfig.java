package lockpick.engine.tokenizer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import lockpick.engine.checkpoint.CheckpointException;

/**
 * A model folder's generation_config.json: where completions end, and how the model's makers would sample. Lockpick decodes
 * greedily unless told otherwise, so the sampling values are there for whoever asks for them. Other keys are not read.
 *
 * @param endTokens each ends a completion; empty if the file does not say
 * @param sample whether the makers would sample rather than decode greedily
 * @param temperature at least 0
 * @param topK 0 for all tokens
 * @param topP above 0, at most 1
 * @param repetitionPenalty above 0; 1 for none
 */
public record GenerationConfig(
        List<Integer> endTokens,
        OptionalInt beginToken,
        OptionalInt padToken,
        boolean sample,
        OptionalDouble temperature,
        OptionalInt topK,
        OptionalDouble topP,
        OptionalDouble repetitionPenalty) {

    public GenerationConfig {
        endTokens = List.copyOf(endTokens);
    }

    /**
     * Reads the file, if the folder has one.
     *
     * @throws CheckpointException if a value is of the wrong kind or out of its range
     */
    public static Optional<GenerationConfig> read(Path folder) throws IOException {
        return read(ModelText.read(folder));
    }

    static Optional<GenerationConfig> read(ModelText folder) {
        return folder.has(ModelText.GENERATION) ? Optional.of(of(folder.json(ModelText.GENERATION))) : Optional.empty();
    }

    private static GenerationConfig of(JsonPlace json) {
        return new GenerationConfig(
                tokens(json.at("eos_token_id")),
                tokens(json.at("bos_token_id")).stream().mapToInt(id -> id).findFirst(),
                tokens(json.at("pad_token_id")).stream().mapToInt(id -> id).findFirst(),
                json.at("do_sample").truth(false),
                within(json.at("temperature"), 0, Double.MAX_VALUE),
                json.at("top_k").missing()
                        ? OptionalInt.empty()
                        : OptionalInt.of(json.at("top_k").count()),
                within(json.at("top_p"), Double.MIN_VALUE, 1),
                within(json.at("repetition_penalty"), Double.MIN_VALUE, Double.MAX_VALUE));
    }

    /** A token id or a list of them; empty if missing. */
    static List<Integer> tokens(JsonPlace json) {
        if (json.missing()) {
            return List.of();
        }
        List<Integer> ids = new ArrayList<>();
        for (JsonPlace id : json.value().isArray() ? json.elements() : List.of(json)) {
            ids.add(id.count());
        }
        return ids;
    }

    private static OptionalDouble within(JsonPlace json, double least, double most) {
        if (json.missing()) {
            return OptionalDouble.empty();
        }
        if (json.number() < least || json.number() > most) {
            throw json.refuse(
                    least == 0 ? "a number of at least 0" : "a number above 0" + (most == 1 ? " and at most 1" : ""));
        }
        return OptionalDouble.of(json.number());
    }
}
