package lockpick.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads prompts: JSON Lines with "prompt" and perhaps "id" when the first line begins with a brace, else a prompt a
 * line. Blank lines are passed over, and so are other members, so that what {@code generate --jsonl} wrote can be read.
 */
final class PromptFile {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<GivenPrompt> prompts = new ArrayList<>();
    private final Map<String, String> idsSeen = new HashMap<>(); // where each was first

    private PromptFile() {}

    /** @param file {@code -} for standard input */
    static List<GivenPrompt> read(String file, InputStream standardInput) throws IOException {
        if (file.equals("-")) {
            return parse("standard input", standardInput.readAllBytes());
        }
        Path path = Path.of(file);
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new MistakeException("--prompts " + file + ": no file that can be read");
        }
        return parse(String.valueOf(path.getFileName()), Files.readAllBytes(path));
    }

    private static List<GivenPrompt> parse(String name, byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MistakeException(name + ": not UTF-8 text; save it as UTF-8");
        }
        PromptFile file = new PromptFile();
        boolean json = text.stripLeading().startsWith("{");
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                file.add(line, json, name + " line " + number);
            }
        }
        return List.copyOf(file.prompts);
    }

    private void add(String line, boolean json, String where) {
        if (!json) {
            prompts.add(new GivenPrompt(prompts.size(), Optional.empty(), line, where));
            return;
        }
        JsonNode row;
        try {
            row = JSON.readTree(line);
        } catch (JacksonException e) {
            throw new MistakeException(where + ": not JSON, as the lines before are");
        }
        JsonNode prompt = row.path("prompt");
        if (!prompt.isString()) {
            throw new MistakeException(where + ": needs a \"prompt\" that is text, but it is "
                    + (prompt.isMissingNode() ? "missing" : prompt.toString()));
        }
        prompts.add(new GivenPrompt(prompts.size(), id(row.path("id"), where), prompt.stringValue(), where));
    }

    private Optional<String> id(JsonNode id, String where) {
        if (id.isMissingNode() || id.isNull()) {
            return Optional.empty();
        }
        if (!id.isString() && !id.isIntegralNumber()) {
            throw new MistakeException(where + ": \"id\" is " + id + "; use text or a whole number");
        }
        String earlier = idsSeen.putIfAbsent(id.asString(), where);
        if (earlier != null) {
            throw new MistakeException(where + ": the id " + id + " stands at " + earlier
                    + " too; give each prompt its own, since it decides the random numbers");
        }
        return Optional.of(id.asString());
    }
}
