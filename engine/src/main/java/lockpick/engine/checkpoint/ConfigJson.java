package lockpick.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A {@code config.json}, or an object within one: what a model family reads its sizes and settings from. A key whose
 * value is null counts as missing. Values do not change; {@link #with} gives a new one.
 */
public final class ConfigJson {

    private static final long MOST_BYTES = 4_000_000;

    private final Path file;
    private final String place; // of this object in the file, as "rope_scaling."
    private final ObjectNode values;

    private ConfigJson(Path file, String place, ObjectNode values) {
        this.file = file;
        this.place = place;
        this.values = values;
    }

    /**
     * Reads a file.
     *
     * @throws CheckpointException if it does not exist, has more than 4 MB, or is not one JSON object
     */
    public static ConfigJson read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException(
                    file, "does not exist; a model folder holds config.json beside its safetensors files");
        }
        return new ConfigJson(file, "", StrictJson.readObject(file, MOST_BYTES));
    }

    /** Without any key; for a model that comes from no file. */
    public static ConfigJson empty() {
        return new ConfigJson(Path.of("config.json"), "", StrictJson.MAPPER.createObjectNode());
    }

    /** With this key set, in its place if it is there, else at the end; the value is a text, number or truth value. */
    public ConfigJson with(String key, Object value) {
        ObjectNode changed = values.deepCopy();
        changed.set(key, StrictJson.MAPPER.valueToTree(value));
        return new ConfigJson(file, place, changed);
    }

    /** Writes a new file with every key in its order. */
    public void write(Path newFile) throws IOException {
        StrictJson.write(newFile, values);
    }

    /** Whether the key is there and not null. */
    public boolean has(String key) {
        return !values.path(key).isNull() && !values.path(key).isMissingNode();
    }

    /** Whether the key is there with a text. */
    public boolean isText(String key) {
        return values.path(key).isString();
    }

    /** Whether the key is there, be it null. */
    public boolean mentions(String key) {
        return values.has(key);
    }

    /** A whole number of at least 1, which must be there. */
    public int integer(String key) {
        JsonNode value = values.path(key);
        if (!value.isInt() || value.asInt() < 1) {
            throw unexpected(key, "a whole number of at least 1, and at most " + Integer.MAX_VALUE);
        }
        return value.asInt();
    }

    public int integer(String key, int missing) {
        return has(key) ? integer(key) : missing;
    }

    /** A finite number, which must be there. */
    public double number(String key) {
        JsonNode value = values.path(key);
        if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
            throw unexpected(key, "a number");
        }
        return value.asDouble();
    }

    public double number(String key, double missing) {
        return has(key) ? number(key) : missing;
    }

    /** A truth value, which must be there. */
    public boolean truth(String key) {
        if (!values.path(key).isBoolean()) {
            throw unexpected(key, "true or false");
        }
        return values.path(key).asBoolean();
    }

    public boolean truth(String key, boolean missing) {
        return has(key) ? truth(key) : missing;
    }

    /** A text, which must be there. */
    public String text(String key) {
        if (!values.path(key).isString()) {
            throw unexpected(key, "a text");
        }
        return values.path(key).asString();
    }

    public String text(String key, String missing) {
        return has(key) ? text(key) : missing;
    }

    /** A list of texts; empty if missing. */
    public List<String> texts(String key) {
        if (!has(key)) {
            return List.of();
        }
        JsonNode list = values.path(key);
        if (!list.isArray() || !list.valueStream().allMatch(JsonNode::isString)) {
            throw unexpected(key, "a list of texts");
        }
        return list.valueStream().map(JsonNode::asString).toList();
    }

    /** An object within this one, if it is there. */
    public Optional<ConfigJson> object(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        if (values.path(key) instanceof ObjectNode object) {
            return Optional.of(new ConfigJson(file, place + key + ".", object));
        }
        throw unexpected(key, "an object");
    }

    /**
     * Refuses a key that is there with any but these values.
     *
     * @param supported texts, numbers or truth values; none if the key must be missing
     */
    public void refuseUnless(String key, Object... supported) {
        if (has(key) && Arrays.stream(supported).noneMatch(value -> same(values.path(key), value))) {
            String instead = supported.length == 0
                    ? "no such key"
                    : Arrays.stream(supported)
                            .map(value -> StrictJson.shown(StrictJson.MAPPER.valueToTree(value)))
                            .collect(Collectors.joining(" or "));
            throw new CheckpointException(file, shown(key) + " is not supported; expected " + instead);
        }
    }

    /** What is wrong with the object as a whole. */
    public CheckpointException refusal(String problem) {
        return new CheckpointException(file, problem);
    }

    /** Refuses a key's value because of something that only the caller can tell. */
    public void refuseIf(boolean wrong, String key, String expected) {
        if (wrong) {
            throw unexpected(key, expected);
        }
    }

    private static boolean same(JsonNode given, Object supported) {
        return switch (supported) {
            case Number number -> given.isNumber() && given.asDouble() == number.doubleValue();
            default -> given.equals(StrictJson.MAPPER.valueToTree(supported));
        };
    }

    /**
     * Refuses every key that might change the arithmetic without the family knowing it: all but those it understands,
     * those of {@link NeutralKeys}, and those whose value is null.
     */
    public void refuseUnknown(Set<String> understood) {
        List<String> unknown = new ArrayList<>();
        for (String key : values.propertyNames()) {
            if (has(key) && !understood.contains(key) && !NeutralKeys.contain(key, values.path(key))) {
                unknown.add(shown(key));
            }
        }
        if (!unknown.isEmpty()) {
            throw new CheckpointException(
                    file,
                    String.join(", ", unknown.subList(0, Math.min(unknown.size(), 5)))
                            + (unknown.size() > 5 ? " and " + (unknown.size() - 5) + " more" : "")
                            + (unknown.size() > 1 ? " are" : " is")
                            + " not known and may change what the model computes; expected only keys of the model's"
                            + " family, so take it out if you know that it changes nothing");
        }
    }

    private CheckpointException unexpected(String key, String expected) {
        return new CheckpointException(file, shown(key) + "; expected " + expected);
    }

    /** As {@code rope_scaling.factor = "two"}. A key comes from the file and may hold anything. */
    private String shown(String key) {
        return place
                + StrictJson.named(key)
                + (values.has(key) ? " = " + StrictJson.shown(values.path(key)) : " is missing");
    }

    /** The object as JSON, on one line. */
    @Override
    public String toString() {
        return values.toString();
    }
}
