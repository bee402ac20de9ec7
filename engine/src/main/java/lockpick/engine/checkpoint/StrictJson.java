package lockpick.engine.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** JSON of unknown origin: nothing but UTF-8, nesting and lengths bounded, no key twice, nothing behind the end. */
public final class StrictJson {

    private static final int DEEPEST = 64;
    private static final int LONGEST_NAME = 4096;
    private static final int LONGEST_SHOWN = 100;

    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNameLength(LONGEST_NAME)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    /** Two blanks a level, one line an element: as Transformers writes it. */
    private static final ObjectWriter INDENTED = MAPPER.writer()
            .with(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator(""))
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private StrictJson() {}

    /**
     * Reads a file that holds one JSON object.
     *
     * @param mostBytes the largest size that is read at all
     * @throws CheckpointException if it is larger, or anything else
     */
    public static ObjectNode readObject(Path file, long mostBytes) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException(file, "is not a regular file");
        }
        long size = Files.size(file);
        if (size > mostBytes) {
            throw new CheckpointException(
                    file,
                    "has " + size + " bytes, where at most " + mostBytes + " are expected; is it the right file?");
        }
        JsonNode root;
        try (Reader text = utf8(Files.newInputStream(file))) {
            root = MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new CheckpointException(file, "is not JSON: " + reason(e));
        }
        if (root instanceof ObjectNode object) {
            return object;
        }
        throw new CheckpointException(
                file, "is not a JSON object but " + (root.isMissingNode() ? "empty" : shown(root)));
    }

    /**
     * Writes a new file, laid out as Transformers does.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is such a file; it stays as it is
     */
    static void write(Path newFile, ObjectNode object) throws IOException {
        WholeFile.write(newFile, (INDENTED.writeValueAsString(object) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Text of these bytes; reading fails at the first byte that is not UTF-8. */
    static Reader utf8(InputStream bytes) {
        return new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder());
    }

    /** What is wrong, in one line. */
    public static String reason(JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return "it nests deeper than " + DEEPEST + " levels, or a name or number in it is too long";
        }
        if (e.getCause() instanceof IOException) {
            return "it is not UTF-8 text";
        }
        String where = " (line " + e.getLocation().getLineNr() + ", column "
                + e.getLocation().getColumnNr() + ")";
        if (e instanceof UnexpectedEndOfInputException) {
            return "it ends too early" + where;
        }
        String message = e.getOriginalMessage();
        return (message.startsWith("Duplicate") ? cut(message, 2 * LONGEST_SHOWN) : "something else was expected")
                + where;
    }

    /** A key or name: as it is if it is plain, else quoted. */
    static String named(String name) {
        return name.matches("[\\w.-]{1,100}") ? name : shown(StringNode.valueOf(name));
    }

    /** A value as it stands in the file, cut where it is long. */
    public static String shown(JsonNode value) {
        return cut(value.toString(), LONGEST_SHOWN);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
