package lockpick.engine.tokenizer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.checkpoint.StrictJson;
import tools.jackson.databind.JsonNode;

/**
 * A value of a JSON file, and where it stands, for whoever has to complain about it.
 *
 * @param name as {@code model.vocab}; empty for the whole file
 */
record JsonPlace(Path file, String name, JsonNode value) {

    static JsonPlace root(Path file, JsonNode value) {
        return new JsonPlace(file, "", value);
    }

    JsonPlace at(String key) {
        return new JsonPlace(file, name.isEmpty() ? key : name + "." + key, value.path(key));
    }

    /** The values of a list. */
    List<JsonPlace> elements() {
        if (!value.isArray()) {
            throw refuse("a list");
        }
        List<JsonPlace> elements = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            elements.add(new JsonPlace(file, name + "[" + i + "]", value.get(i)));
        }
        return elements;
    }

    boolean missing() {
        return value.isMissingNode() || value.isNull();
    }

    String text() {
        if (!value.isString()) {
            throw refuse("a text");
        }
        return value.asString();
    }

    /** A text of at least one character. */
    String someText() {
        if (text().isEmpty()) {
            throw refuse("a text that is not empty");
        }
        return text();
    }

    boolean truth(boolean ifMissing) {
        if (missing()) {
            return ifMissing;
        }
        if (!value.isBoolean()) {
            throw refuse("true or false");
        }
        return value.asBoolean();
    }

    /** A whole number of at least 0. */
    int count() {
        if (!value.isInt() || value.asInt() < 0) {
            throw refuse("a whole number of at least 0");
        }
        return value.asInt();
    }

    double number() {
        if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
            throw refuse("a number");
        }
        return value.asDouble();
    }

    void onlyKeys(Set<String> known) {
        if (!value.isObject()) {
            throw refuse("an object");
        }
        for (String key : value.propertyNames()) {
            if (!known.contains(key)) {
                throw at(key).refuse("no such key, since nothing is known of what it does");
            }
        }
    }

    CheckpointException refuse(String expected) {
        String given = value.isMissingNode() ? " is missing" : " = " + StrictJson.shown(value);
        return new CheckpointException(file, (name.isEmpty() ? "the file" : name) + given + "; expected " + expected);
    }
}
