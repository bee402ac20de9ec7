package lockpick.engine.tokenizer;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.checkpoint.StrictJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tokenizer.json, read and checked. Vocabulary and merges, most of the file, pass by as a stream; the rest becomes a
 * tree. Whatever would bring down the library behind {@link NativeTokenizer}, and the JVM with it, is refused here.
 */
final class TokenizerJson {

    private static final int LARGEST_ID = 10_000_000;
    private static final int LONGEST_PART = 16_000_000;

    private final Path file;
    private final String text;
    private final ObjectNode parts; // all but model.vocab and model.merges
    private final Map<String, Integer> vocabulary = new HashMap<>();
    private final Map<Integer, String> tokens = new HashMap<>(); // added ones, too
    private final List<AddedToken> added = new ArrayList<>();

    private TokenizerJson(Path file, String text) {
        this.file = file;
        this.text = text;
        this.parts = StrictJson.MAPPER.createObjectNode();
    }

    /**
     * Reads the tokenizer.json of a model folder.
     *
     * @throws CheckpointException if there is none, or it is damaged
     */
    static TokenizerJson read(ModelText folder) {
        Path file = folder.file(ModelText.TOKENIZER);
        String text = folder.text(ModelText.TOKENIZER).orElseThrow(() -> {
            String other = folder.has("tokenizer.model") ? "tokenizer.model" : "vocab.json";
            return new CheckpointException(
                    file,
                    folder.has(other)
                            ? "does not exist, and " + other + " alone is not read; write it with Transformers:"
                                    + " AutoTokenizer.from_pretrained(FOLDER, use_fast=True).save_pretrained(FOLDER)"
                            : "does not exist; a model folder holds the tokenizer of its model");
        });
        TokenizerJson json = new TokenizerJson(file, text);
        try (JsonParser in = StrictJson.MAPPER.createParser(text)) {
            json.readRoot(in);
        } catch (JacksonException e) {
            throw new CheckpointException(file, "is not JSON: " + StrictJson.reason(e));
        }
        return json;
    }

    private void readRoot(JsonParser in) {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new CheckpointException(file, "is not a JSON object; expected a tokenizer");
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String key = in.currentName();
            if (in.nextToken() == JsonToken.START_OBJECT && key.equals("model")) {
                readModel(in, parts.putObject("model"));
            } else {
                parts.set(key, tree(in, key));
            }
        }
        if (in.nextToken() != null) {
            throw new CheckpointException(file, "goes on behind the end of its JSON object; expected nothing there");
        }
        if (!part("added_tokens").missing()) {
            part("added_tokens").elements().forEach(json -> added.add(AddedToken.read(json)));
            added.forEach(token -> tokens.put(token.id(), token.content()));
        }
    }

    private void readModel(JsonParser in, ObjectNode model) {
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String key = in.currentName();
            in.nextToken();
            switch (key) {
                case "vocab" -> readVocabulary(in);
                case "merges" -> readMerges(in);
                default -> model.set(key, tree(in, "model." + key));
            }
        }
    }

    private void readVocabulary(JsonParser in) {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw new CheckpointException(file, "model.vocab is not an object; expected the id of each token");
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String token = in.currentName();
            boolean whole =
                    in.nextToken() == JsonToken.VALUE_NUMBER_INT && in.getNumberType() == JsonParser.NumberType.INT;
            if (!whole || in.getIntValue() < 0 || in.getIntValue() > LARGEST_ID) {
                throw new CheckpointException(
                        file,
                        "model.vocab gives " + shown(token) + " no id; expected a whole number from 0 to "
                                + LARGEST_ID);
            }
            vocabulary.put(token, in.getIntValue());
            tokens.put(in.getIntValue(), token);
        }
    }

    /** Checks the form alone: {@code "a b"} or {@code ["a", "b"]}. */
    private void readMerges(JsonParser in) {
        int number = 0;
        boolean sound = in.currentToken() == JsonToken.START_ARRAY;
        while (sound && in.nextToken() != JsonToken.END_ARRAY) {
            sound = switch (in.currentToken()) {
                case VALUE_STRING -> in.getString().indexOf(' ') >= 0;
                case START_ARRAY -> endsAfterTwoTexts(in);
                default -> false;
            };
            number += sound ? 1 : 0;
        }
        if (!sound) {
            throw new CheckpointException(
                    file, "model.merges[" + number + "] is not a pair; expected \"a b\" or [\"a\", \"b\"]");
        }
        parts.withObject("model").put("merges", number);
    }

    private static boolean endsAfterTwoTexts(JsonParser in) {
        int texts = 0;
        while (in.nextToken() == JsonToken.VALUE_STRING) {
            texts++;
        }
        return texts == 2 && in.currentToken() == JsonToken.END_ARRAY;
    }

    private JsonNode tree(JsonParser in, String name) {
        if (!in.currentToken().isStructStart()) {
            return in.readValueAsTree();
        }
        long from = in.currentTokenLocation().getCharOffset();
        in.skipChildren();
        String part = text.substring((int) from, (int) in.currentTokenLocation().getCharOffset() + 1);
        if (part.length() > LONGEST_PART) {
            throw new CheckpointException(
                    file,
                    name + " has " + part.length() + " characters, where at most " + LONGEST_PART
                            + " are expected; is it the right file?");
        }
        return StrictJson.MAPPER.readTree(part);
    }

    Path file() {
        return file;
    }

    /** A part of the file; {@code model} comes without vocabulary and merges. */
    JsonPlace part(String key) {
        return JsonPlace.root(file, parts).at(key);
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

    /** Tokens by id. */
    Map<Integer, String> tokens() {
        return tokens;
    }

    boolean hasId(int id) {
        return tokens.containsKey(id);
    }

    /** The whole file as it is. */
    String text() {
        return text;
    }

    /** The whole file with some of its parts replaced. */
    String text(Map<String, JsonNode> replaced) {
        StringWriter written = new StringWriter(text.length());
        try (JsonParser in = StrictJson.MAPPER.createParser(text);
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

    private static String shown(String token) {
        return StrictJson.shown(StrictJson.MAPPER.valueToTree(token));
    }
}
