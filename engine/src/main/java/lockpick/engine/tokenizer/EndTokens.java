package lockpick.engine.tokenizer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lockpick.engine.checkpoint.CheckpointException;

/**
 * The tokens that end a completion: eos_token_id of generation_config.json, or else of config.json, or else eos_token of
 * tokenizer_config.json or special_tokens_map.json.
 *
 * @param all each ends a completion that the model writes
 * @param taught ends a completion to learn: the tokenizer's eos_token if it is among them, else the first of them
 */
record EndTokens(List<Integer> all, int taught) {

    static EndTokens read(TokenizerJson json, ModelText folder) {
        Optional<Integer> named = named(folder.json(ModelText.TOKENIZER_CONFIG).at("eos_token"), json)
                .or(() -> named(folder.json(ModelText.SPECIAL_TOKENS).at("eos_token"), json));
        JsonPlace generation = folder.json(ModelText.GENERATION).at("eos_token_id");
        JsonPlace ids = generation.missing() ? folder.json(ModelText.CONFIG).at("eos_token_id") : generation;
        List<Integer> all = GenerationConfig.tokens(ids);
        for (int id : all) {
            if (!json.hasId(id)) {
                throw ids.refuse("ids of tokens");
            }
        }
        if (all.isEmpty()) {
            all = named.stream().toList();
        }
        if (all.isEmpty()) {
            throw new CheckpointException(
                    folder.file(ModelText.GENERATION),
                    "no file of this folder says which token ends a completion; expected eos_token_id here, for"
                            + " instance {\"eos_token_id\": 2}");
        }
        return new EndTokens(all, named.filter(all::contains).orElse(all.getFirst()));
    }

    /**
     * The id of a token that is given as its text, or as an object whose content is its text; empty if none is given.
     *
     * @throws CheckpointException if the tokenizer has no such token
     */
    static Optional<Integer> named(JsonPlace token, TokenizerJson json) {
        if (token.missing()) {
            return Optional.empty();
        }
        String text = token.value().isObject() ? token.at("content").text() : token.text();
        OptionalInt id = json.id(text);
        if (id.isEmpty()) {
            throw token.refuse("a token of " + ModelText.TOKENIZER);
        }
        return Optional.of(id.getAsInt());
    }
}
