package lockpick.engine.tokenizer;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.checkpoint.StrictJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a tokenizer.json. Vocabulary and merges, most of the file, pass by as a stream; the rest becomes a tree. */
final class TokenizerReader {

    private static final int LARGEST_ID = 10_000_000;
    private static final int LONGEST_PART = 16_000_000;

    private final ModelText folder;
    private final Path file;
    private final String text;
    private final ObjectNode parts = StrictJson.MAPPER.createObjectNode();
    private final Map<String, Integer> vocabulary = new HashMap<>();

    TokenizerReader(ModelText folder, String text) {
        this.folder = folder;
        this.file = folder.file(ModelText.TOKENIZER);
        this.text = text;
    }

    TokenizerJson read() {
        try (JsonParser in = StrictJson.MAPPER.createParser(text)) {
            readRoot(in);
        } catch (JacksonException e) {
            throw refuse("is not JSON: " + StrictJson.reason(e));
        }
        JsonPlace added = JsonPlace.root(file, parts).at("added_tokens");
        return new TokenizerJson(
                folder,
                parts,
                vocabulary,
                added.missing()
                        ? List.of()
                        : added.elements().stream().map(AddedToken::read).toList());
    }

    private void readRoot(JsonParser in) {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw refuse("is not a JSON object; expected a tokenizer");
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
            throw refuse("goes on behind the end of its JSON object; expected nothing there");
        }
    }

    private void readModel(JsonParser in, ObjectNode model) {
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String key = in.currentName();
            in.nextToken();
            switch (key) {
                case "vocab" -> readVocabulary(in);
                case "merges" -> model.put("merges", passMerges(in));
                default -> model.set(key, tree(in, "model." + key));
            }
        }
    }

    private void readVocabulary(JsonParser in) {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw refuse("model.vocab is not an object; expected the id of each token");
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String token = in.currentName();
            boolean whole =
                    in.nextToken() == JsonToken.VALUE_NUMBER_INT && in.getNumberType() == JsonParser.NumberType.INT;
            if (!whole || in.getIntValue() < 0 || in.getIntValue() > LARGEST_ID) {
                throw refuse("model.vocab gives " + StrictJson.shown(StrictJson.MAPPER.valueToTree(token))
                        + " no id; expected a whole number from 0 to " + LARGEST_ID);
            }
            vocabulary.put(token, in.getIntValue());
        }
    }

    /** Checks the form alone, {@code "a b"} or {@code ["a", "b"]}, and counts. */
    private int passMerges(JsonParser in) {
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
            throw refuse("model.merges[" + number + "] is not a pair; expected \"a b\" or [\"a\", \"b\"]");
        }
        return number;
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
            throw refuse(name + " has " + part.length() + " characters, where at most " + LONGEST_PART
                    + " are expected; is it the right file?");
        }
        return StrictJson.MAPPER.readTree(part);
    }

    private CheckpointException refuse(String problem) {
        return new CheckpointException(file, problem);
    }
}
