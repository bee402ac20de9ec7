package lockpick.engine.tokenizer;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.checkpoint.StrictJson;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a tokenizer.json says. That the pieces go together is checked by whoever uses them. */
final class TokenizerJson {

    private final ModelText folder;
    private final ObjectNode parts;
    private final Map<String, Integer> vocabulary;
    private final List<AddedToken> added;
    private final Map<Integer, String> tokens = new HashMap<>();

    /**
     * @param parts the file without model.vocab and model.merges
     * @param vocabulary model.vocab
     */
    TokenizerJson(ModelText folder, ObjectNode parts, Map<String, Integer> vocabulary, List<AddedToken> added) {
        this.folder = folder;
        this.parts = parts;
        this.vocabulary = vocabulary;
        this.added = List.copyOf(added);
        vocabulary.forEach((token, id) -> tokens.put(id, token));
        added.forEach(token -> tokens.put(token.id(), token.content()));
    }

    /**
     * Reads the tokenizer.json of a model folder.
     *
     * @throws CheckpointException if there is none, or it is damaged
     */
    static TokenizerJson read(ModelText folder) {
        String text = folder.text(ModelText.TOKENIZER).orElseThrow(() -> {
            String other = folder.has("tokenizer.model") ? "tokenizer.model" : "vocab.json";
            return new CheckpointException(
                    folder.file(ModelText.TOKENIZER),
                    folder.has(other)
                            ? "does not exist, and " + other + " alone is not read; write it with Transformers:"
                                    + " AutoTokenizer.from_pretrained(FOLDER, use_fast=True).save_pretrained(FOLDER)"
                            : "does not exist; a model folder holds the tokenizer of its model");
        });
        return new TokenizerReader(folder, text).read();
    }

    Path file() {
        return folder.file(ModelText.TOKENIZER);
    }

    /** A part of the file; {@code model} comes without vocab and merges. */
    JsonPlace part(String key) {
        return JsonPlace.root(file(), parts).at(key);
    }

    /** BPE, WordLevel, …; old files do not say that they are BPE. */
    String modelType() {
        JsonPlace type = part("model").at("type");
        return type.missing() ? "BPE" : type.text();
    }

    Map<String, Integer> vocabulary() {
        return vocabulary;
    }

    List<AddedToken> added() {
        return added;
    }

    /** Tokens by id, added ones too. */
    Map<Integer, String> tokens() {
        return tokens;
    }

    boolean hasId(int id) {
        return tokens.containsKey(id);
    }

    /** The id of a token of the vocabulary, or of an added one. */
    OptionalInt id(String token) {
        Integer id = vocabulary.get(token);
        return id != null
                ? OptionalInt.of(id)
                : added.stream()
                        .filter(other -> other.content().equals(token))
                        .mapToInt(AddedToken::id)
                        .findFirst();
    }

    /** The whole file as it is. */
    String text() {
        return folder.text(ModelText.TOKENIZER).orElseThrow();
    }

    /** The whole file with some of its parts replaced. */
    String text(Map<String, JsonNode> replaced) {
        StringWriter written = new StringWriter();
        try (JsonParser in = StrictJson.MAPPER.createParser(text());
                JsonGenerator out = StrictJson.MAPPER.createGenerator(written)) {
            in.nextToken();
            out.writeStartObject();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String key = in.currentName();
                in.nextToken();
                out.writeName(key);
                JsonNode other = replaced.get(key);
                if (other == null) {
                    out.copyCurrentStructure(in);
                } else {
                    in.skipChildren();
                    out.writeTree(other);
                }
            }
            out.writeEndObject();
        }
        return written.toString();
    }
}
