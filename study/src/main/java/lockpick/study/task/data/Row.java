package lockpick.study.task.data;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Named values from a line of JSON, a record of CSV or a row of Parquet. What is asked of it in vain is refused. */
public record Row(Source source, ObjectNode values) {

    /** Text that must be there; it may be empty. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    /** Text, or empty where the value is absent or null. */
    public Optional<String> optionalText(String name) {
        return optional(name).map(value -> {
            if (!value.isString()) {
                throw unexpected(name, value, "text");
            }
            return value.stringValue();
        });
    }

    /** A whole number that must be there; CSV gives it as text. */
    public int integer(String name) {
        JsonNode value = value(name);
        String digits = value.isString() ? value.stringValue() : value.toString();
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw unexpected(name, value, "a whole number");
        }
    }

    /** A list of texts that must be there; it may be empty. */
    public List<String> texts(String name) {
        JsonNode list = value(name);
        if (!list.isArray() || !list.values().stream().allMatch(JsonNode::isString)) {
            throw unexpected(name, list, "a list of texts");
        }
        return list.values().stream().map(JsonNode::stringValue).toList();
    }

    /** A value that must be there and not null. */
    public JsonNode value(String name) {
        return optional(name).orElseThrow(() -> missing(name));
    }

    /** A value, or empty where it is absent or null. */
    public Optional<JsonNode> optional(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isNull());
    }

    /** True if the name is there, though its value may be null. */
    public boolean has(String name) {
        return values.has(name);
    }

    private RefusedException missing(String name) {
        String found = values.has(name) ? "is null" : "is missing; the record has " + values.propertyNames();
        return new RefusedException("\"" + name + "\" " + found);
    }

    private static RefusedException unexpected(String name, JsonNode value, String expected) {
        String text = value.toString();
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return new RefusedException("\"" + name + "\" is " + shown + "; expected " + expected);
    }
}
