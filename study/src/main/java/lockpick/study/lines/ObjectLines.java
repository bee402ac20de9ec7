package lockpick.study.lines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON Lines: an object in each line; blank lines count for nothing. */
public final class ObjectLines {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ObjectLines() {}

    /** What a line holds is not what was expected. */
    public static final class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        /** @param reason what was found, and what was expected */
        public RefusedException(String reason) {
            super(reason);
        }
    }

    /**
     * Reads a whole file.
     *
     * @param read makes something of a line's object, or throws a {@link RefusedException}
     * @throws BrokenLinesException if a line is no object or was refused
     */
    public static <T> List<T> read(Path file, Function<Line, T> read) throws IOException {
        List<T> found = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        int number = 0;
        for (String line : text.split("\n", -1)) { // texts hold the other Unicode line ends
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                found.add(read.apply(new Line(object(line))));
            } catch (RefusedException e) {
                problems.add(file.getFileName() + ":" + number + ": " + visible(String.valueOf(e.getMessage())));
            }
        }
        if (!problems.isEmpty()) {
            throw new BrokenLinesException(file, problems);
        }
        return found;
    }

    private static JsonNode object(String line) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JacksonException e) {
            throw new RefusedException("not valid JSON (" + e.getOriginalMessage() + ")");
        }
        if (!node.isObject()) {
            throw new RefusedException("expected an object in braces");
        }
        return node;
    }

    private static String visible(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }

    /** The object of a line. */
    public record Line(JsonNode object) {

        /** Text that must be there; it may be empty. */
        public String text(String name) {
            JsonNode value = object.path(name);
            if (!value.isString()) {
                throw new RefusedException(found(name) + "; expected text");
            }
            return value.stringValue();
        }

        /** True or false, which must be there. */
        public boolean truth(String name) {
            JsonNode value = object.path(name);
            if (!value.isBoolean()) {
                throw new RefusedException(found(name) + "; expected true or false");
            }
            return value.asBoolean();
        }

        public boolean has(String name) {
            return object.hasNonNull(name);
        }

        private String found(String name) {
            String value = object.path(name).toString();
            return object.has(name)
                    ? "\"" + name + "\" is " + (value.length() > 60 ? value.substring(0, 60) + "…" : value)
                    : "no \"" + name + "\" among " + object.propertyNames();
        }
    }
}
