package lockpick.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line of a file that the user gave, or of standard input.
 *
 * @param where for messages: {@code prompts.jsonl line 3}
 */
record GivenLine(String text, String where) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * All lines but blank ones.
     *
     * @param option that the file was given with, for messages
     * @param file {@code -} for standard input
     */
    static List<GivenLine> read(String option, String file, InputStream standardInput) throws IOException {
        if (file.equals("-")) {
            return parse("standard input", standardInput.readAllBytes());
        }
        Path path = Path.of(file);
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new MistakeException(option + " " + file + ": no file that can be read");
        }
        return parse(String.valueOf(path.getFileName()), Files.readAllBytes(path));
    }

    private static List<GivenLine> parse(String name, byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MistakeException(name + ": not UTF-8 text; save it as UTF-8");
        }
        List<GivenLine> lines = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                lines.add(new GivenLine(line, name + " line " + number));
            }
        }
        return lines;
    }

    /** The line as JSON. */
    JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new MistakeException(where + ": not JSON, as the lines before are");
        }
    }

    /** A member that is text. */
    String text(JsonNode row, String member) {
        JsonNode value = row.path(member);
        if (!value.isString()) {
            throw new MistakeException(where + ": needs a \"" + member + "\" that is text, but it is "
                    + (value.isMissingNode() ? "missing" : value.toString()));
        }
        return value.stringValue();
    }

    /** What the user calls it, if anything. */
    Optional<String> id(JsonNode row) {
        JsonNode id = row.path("id");
        if (id.isMissingNode() || id.isNull()) {
            return Optional.empty();
        }
        if (!id.isString() && !id.isIntegralNumber()) {
            throw new MistakeException(where + ": \"id\" is " + id + "; use text or a whole number");
        }
        return Optional.of(id.asString());
    }
}
