package lockpick.engine.tokenizer;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The tokens that stand in front of every prompt, most often one begin token or none: those that the post-processor of
 * tokenizer.json puts there, unless tokenizer_config.json says add_bos_token. What a post-processor puts behind a text, an
 * end token, is left out: a prompt is to be gone on with.
 */
final class PromptFront {

    private PromptFront() {}

    static int[] read(TokenizerJson json, ModelText folder) {
        int[] processed = json.part("post_processor").missing() ? new int[0] : front(json, json.part("post_processor"));
        JsonPlace config = folder.json(ModelText.TOKENIZER_CONFIG);
        JsonPlace wanted = config.at("add_bos_token");
        if (wanted.missing()) {
            return processed;
        }
        Optional<Integer> begin = EndTokens.named(config.at("bos_token"), json);
        if (wanted.truth(false)) {
            int id = begin.orElseThrow(() -> config.at("bos_token").refuse("a token, since add_bos_token is true"));
            return contains(processed, id)
                    ? processed
                    : IntStream.concat(IntStream.of(id), IntStream.of(processed))
                            .toArray();
        }
        return IntStream.of(processed)
                .filter(id -> begin.isEmpty() || id != begin.get())
                .toArray();
    }

    private static boolean contains(int[] ids, int id) {
        return IntStream.of(ids).anyMatch(other -> other == id);
    }

    private static int[] front(TokenizerJson json, JsonPlace processor) {
        return switch (processor.at("type").text()) {
            case "ByteLevel" -> new int[0]; // moves the offsets of tokens alone
            case "Sequence" -> {
                List<JsonPlace> processors = processor.at("processors").elements();
                yield processors.stream()
                        .flatMapToInt(one -> IntStream.of(front(json, one)))
                        .toArray();
            }
            case "TemplateProcessing" -> templateFront(json, processor);
            default -> throw processor.at("type").refuse("ByteLevel, TemplateProcessing or Sequence");
        };
    }

    private static int[] templateFront(TokenizerJson json, JsonPlace processor) {
        IntStream.Builder front = IntStream.builder();
        for (JsonPlace piece : processor.at("single").elements()) {
            if (!piece.at("Sequence").missing()) {
                return front.build().toArray();
            }
            String name = piece.at("SpecialToken").at("id").text();
            JsonPlace token = processor.at("special_tokens").at(name);
            for (JsonPlace id : token.at("ids").elements()) {
                if (!json.hasId(id.count())) {
                    throw id.refuse("the id of a token");
                }
                front.add(id.count());
            }
        }
        throw processor.at("single").refuse("a place for the text, {\"Sequence\": …}");
    }
}
