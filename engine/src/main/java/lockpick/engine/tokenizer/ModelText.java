package lockpick.engine.tokenizer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.checkpoint.StrictJson;
import lockpick.engine.checkpoint.WholeFile;
import tools.jackson.core.JacksonException;

/**
 * What a model folder holds on text: the tokenizer, its settings, the chat template. Read as a whole, so that it can be
 * saved byte for byte with a model that was trained from it, whatever has become of the folder.
 */
public final class ModelText {

    static final String CONFIG = "config.json"; // read for its end tokens; it belongs to the weights
    static final String TOKENIZER = "tokenizer.json";
    static final String TOKENIZER_CONFIG = "tokenizer_config.json";
    static final String SPECIAL_TOKENS = "special_tokens_map.json";
    static final String GENERATION = "generation_config.json";

    private static final String CHAT_JINJA = "chat_template.jinja";
    private static final String CHAT_JSON = "chat_template.json";

    /** All that Transformers writes beside the weights and config.json. */
    private static final List<String> NAMES = List.of(
            TOKENIZER,
            TOKENIZER_CONFIG,
            SPECIAL_TOKENS,
            GENERATION,
            "added_tokens.json",
            "vocab.json",
            "merges.txt",
            "tokenizer.model",
            CHAT_JINJA,
            CHAT_JSON);

    private static final List<String> SPECIAL_TOKEN_NAMES =
            List.of("bos_token", "eos_token", "unk_token", "pad_token", "sep_token", "cls_token", "mask_token");

    private static final long MOST_BYTES = 100_000_000; // the largest tokenizer.json around have 35 million

    private static final int LONGEST_JSON = 16_000_000; // but for tokenizer.json, of which no tree is made

    private final Path folder;
    private final Map<String, byte[]> files;

    private ModelText(Path folder, Map<String, byte[]> files) {
        this.folder = folder;
        this.files = files;
    }

    /**
     * Reads those files that are there.
     *
     * @throws CheckpointException if one has more than 100 MB
     */
    public static ModelText read(Path folder) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : Stream.concat(Stream.of(CONFIG), NAMES.stream()).toList()) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                long size = Files.size(file);
                if (size > MOST_BYTES) {
                    throw new CheckpointException(
                            file,
                            "has " + size + " bytes, where at most " + MOST_BYTES
                                    + " are expected; is it the right file?");
                }
                files.put(name, Files.readAllBytes(file));
            }
        }
        return new ModelText(folder, files);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    public boolean has(String name) {
        return files.containsKey(name);
    }

    /**
     * The text of a file, if it is there.
     *
     * @throws CheckpointException if it is not UTF-8
     */
    public Optional<String> text(String name) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new CheckpointException(file(name), "is not UTF-8 text");
        }
    }

    /**
     * The object of a JSON file; empty if there is no such file.
     *
     * @throws CheckpointException if it is not one JSON object
     */
    JsonPlace json(String name) {
        String text = text(name).orElse("{}");
        if (text.length() > LONGEST_JSON) {
            throw new CheckpointException(
                    file(name),
                    "has " + text.length() + " characters, where at most " + LONGEST_JSON
                            + " are expected; is it the right file?");
        }
        try {
            JsonPlace root = JsonPlace.root(file(name), StrictJson.MAPPER.readTree(text));
            if (!root.value().isObject()) {
                throw root.refuse("a JSON object");
            }
            return root;
        } catch (JacksonException e) {
            throw new CheckpointException(file(name), "is not JSON: " + StrictJson.reason(e));
        }
    }

    /** A text and the file that it stands in, which may hold more. */
    public record Source(Path file, String text) {}

    /**
     * The chat template, if there is one: that of chat_template.jinja, else of chat_template.json, else of
     * tokenizer_config.json, which may have several and then needs one that is named default.
     */
    public Optional<Source> chatTemplate() {
        if (has(CHAT_JINJA)) {
            return text(CHAT_JINJA).map(text -> new Source(file(CHAT_JINJA), text));
        }
        return Stream.of(CHAT_JSON, TOKENIZER_CONFIG)
                .map(name -> json(name).at("chat_template"))
                .filter(template -> !template.missing())
                .findFirst()
                .map(template -> new Source(template.file(), defaultOf(template).text()));
    }

    private static JsonPlace defaultOf(JsonPlace template) {
        if (!template.value().isArray()) {
            return template;
        }
        return template.elements().stream()
                .filter(one -> one.at("name").text().equals("default"))
                .findFirst()
                .orElseThrow(() -> template.refuse("a template named default among them"))
                .at("template");
    }

    /** Special tokens by the names that chat templates use, such as {@code bos_token}; those that there are. */
    public Map<String, String> specialTokens() {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String file : List.of(SPECIAL_TOKENS, TOKENIZER_CONFIG)) {
            for (String name : SPECIAL_TOKEN_NAMES) {
                JsonPlace token = json(file).at(name);
                if (!token.missing()) {
                    tokens.put(name, (token.value().isObject() ? token.at("content") : token).text());
                }
            }
        }
        return tokens;
    }

    /**
     * Writes the files into another folder.
     *
     * @throws java.nio.file.FileAlreadyExistsException if it has one of them
     */
    public void save(Path other) throws IOException {
        for (String name : NAMES) {
            byte[] content = files.get(name);
            if (content != null) {
                WholeFile.write(other.resolve(name), content);
            }
        }
    }
}
