package lockpick.engine.tokenizer;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import lockpick.engine.checkpoint.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Parts of a tokenizer.json changed so that it tokenizes another way; token ids stay what they are. */
final class TokenizerEdits {

    private TokenizerEdits() {}

    /**
     * Control tokens are no longer found in a text. Those of the vocabulary are no longer looked for; the others, which
     * the library numbers in their order, get names that nobody can guess.
     */
    static Map<String, JsonNode> withoutControls(TokenizerJson json, BitSet controls) {
        ArrayNode added = StrictJson.MAPPER.createArrayNode();
        for (JsonNode token : json.part("added_tokens").value()) {
            ObjectNode copy = (ObjectNode) token.deepCopy();
            if (!controls.get(copy.path("id").asInt())) {
                added.add(copy);
            } else if (!json.vocabulary().containsKey(copy.path("content").asString())) {
                added.add(copy.put("content", UUID.randomUUID().toString()));
            }
        }
        return Map.of("added_tokens", added);
    }

    /**
     * A text is no longer given a blank in front, as many tokenizers do to treat its first word like any other, nor is the
     * first blank taken away in decoding. Empty if nothing of the kind is in the file.
     */
    static Map<String, JsonNode> withoutPrefix(TokenizerJson json) {
        Map<String, JsonNode> changed = new LinkedHashMap<>();
        for (String part : new String[] {"normalizer", "pre_tokenizer", "decoder"}) {
            JsonNode before = json.part(part).value();
            JsonNode after = withoutPrefix(before, part);
            if (!after.equals(before)) {
                changed.put(part, after);
            }
        }
        return changed;
    }

    private static JsonNode withoutPrefix(JsonNode piece, String part) {
        return switch (piece.path("type").asString("")) {
            case "Sequence" -> eachWithoutPrefix(piece, part);
            case "Prepend" -> nothing("normalizers");
            case "Strip" -> nothing("decoders");
            case "Metaspace" -> {
                ObjectNode copy = ((ObjectNode) piece.deepCopy()).put("prepend_scheme", "never");
                yield copy.has("add_prefix_space") ? copy.put("add_prefix_space", false) : copy;
            }
            case "ByteLevel" ->
                part.equals("pre_tokenizer") ? ((ObjectNode) piece.deepCopy()).put("add_prefix_space", false) : piece;
            default -> piece;
        };
    }

    private static JsonNode eachWithoutPrefix(JsonNode sequence, String part) {
        ObjectNode copy = (ObjectNode) sequence.deepCopy();
        for (String list : new String[] {"normalizers", "pretokenizers", "decoders"}) {
            if (sequence.has(list)) {
                ArrayNode pieces = copy.putArray(list);
                sequence.get(list).forEach(piece -> pieces.add(withoutPrefix(piece, part)));
            }
        }
        return copy;
    }

    private static JsonNode nothing(String list) {
        ObjectNode sequence = StrictJson.MAPPER.createObjectNode().put("type", "Sequence");
        sequence.putArray(list);
        return sequence;
    }
}
