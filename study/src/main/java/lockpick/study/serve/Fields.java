package lockpick.study.serve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import lockpick.engine.checkpoint.StrictJson;
import lockpick.study.setting.Words;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The members of a request. Each is asked for once, with what is expected of it; null counts as absent. */
final class Fields {

    private final ObjectNode json;
    private final Set<String> known = new HashSet<>();

    private Fields(ObjectNode json) {
        this.json = json;
    }

    /** @throws RefusedException if these bytes are not one JSON object */
    static Fields parse(byte[] body) {
        try {
            if (StrictJson.MAPPER.readTree(body) instanceof ObjectNode object) {
                return new Fields(object);
            }
        } catch (JacksonException e) {
            throw RefusedException.of(400, "invalid_json", "the body is not JSON: " + StrictJson.reason(e));
        }
        throw RefusedException.of(400, "invalid_json", "the body is not a JSON object; expected {\"prompt\": …}");
    }

    Optional<JsonNode> find(String name) {
        known.add(name);
        return Optional.of(json.path(name)).filter(value -> !value.isMissingNode() && !value.isNull());
    }

    Optional<String> text(String name) {
        return find(name).map(value -> {
            if (!value.isString()) {
                throw refused(name, value, "text");
            }
            return value.stringValue();
        });
    }

    boolean truth(String name) {
        return find(name)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw refused(name, value, "true or false");
                    }
                    return value.booleanValue();
                })
                .orElse(false);
    }

    /** A whole number from {@code least} to {@code most}. */
    OptionalInt whole(String name, int least, int most) {
        return find(name).stream()
                .mapToInt(value -> {
                    if (!value.isIntegralNumber()
                            || !value.canConvertToInt()
                            || value.intValue() < least
                            || value.intValue() > most) {
                        throw refused(name, value, "a whole number from " + least + " to " + most);
                    }
                    return value.intValue();
                })
                .findFirst();
    }

    /** Any whole number of 64 bits. */
    OptionalLong whole(String name) {
        return find(name).stream()
                .mapToLong(value -> {
                    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                        throw refused(name, value, "a whole number of at most 64 bits");
                    }
                    return value.longValue();
                })
                .findFirst();
    }

    /** A number from {@code least} to {@code most}. */
    double number(String name, double least, double most, double otherwise) {
        return find(name)
                .map(value -> {
                    if (!value.isNumber() || !(value.doubleValue() >= least && value.doubleValue() <= most)) {
                        throw refused(
                                name, value, "a number from " + Words.number(least) + " to " + Words.number(most));
                    }
                    return value.doubleValue();
                })
                .orElse(otherwise);
    }

    /** A text or an array of some, none of them empty; nothing for no text. */
    List<String> texts(String name, int most) {
        String expected = "a text or at most " + most + " of them, none of them empty";
        List<String> texts = new ArrayList<>();
        find(name).ifPresent(value -> {
            for (JsonNode each : value.isArray() ? value.values() : List.of(value)) {
                if (!each.isString() || each.stringValue().isEmpty() || texts.size() == most) {
                    throw refused(name, value, expected);
                }
                texts.add(each.stringValue());
            }
        });
        return texts;
    }

    /** @throws RefusedException if there are members that would change the answer and were not asked for */
    void refuseOthers() {
        json.properties().forEach(member -> {
            String name = member.getKey();
            if (!known.contains(name) && !member.getValue().isNull()) {
                OtherFields.check(name, member.getValue(), known);
            }
        });
    }

    static RefusedException refused(String name, JsonNode given, String expected) {
        return RefusedException.value(name, StrictJson.shown(given), expected);
    }
}
