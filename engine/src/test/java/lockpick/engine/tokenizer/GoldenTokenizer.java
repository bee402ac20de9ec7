package lockpick.engine.tokenizer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A tokenizer of golden/tokenizers beside what Hugging Face's library says of it; see golden/README.md.
 *
 * @param expected the folder's expected.json
 */
public record GoldenTokenizer(String name, HuggingFaceTokenizer tokenizer, JsonNode expected) {

    static final List<String> NAMES = List.of(
            "deepseek_coder",
            "gpt2_bytelevel",
            "llama2_metaspace",
            "llama3_bytelevel",
            "mistral_metaspace",
            "neox_bytelevel",
            "qwen2_bytelevel");

    /**
     * Loads one by way of a folder of its own, where the last special token ends completions.
     *
     * @param parent where to put that folder
     */
    static GoldenTokenizer load(String name, Path parent) {
        try {
            JsonNode expected =
                    JsonMapper.shared().readTree(Files.readString(folder(name).resolve("expected.json")));
            return new GoldenTokenizer(name, (HuggingFaceTokenizer) Tokenizer.load(copy(name, parent)), expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A model folder with this tokenizer, which a test may change. */
    public static Path copy(String name, Path parent) throws IOException {
        Path folder = Files.createTempDirectory(parent, name);
        try (Stream<Path> files = Files.list(folder(name))) {
            for (Path file :
                    files.filter(file -> !file.endsWith("expected.json")).toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
        JsonNode expected =
                JsonMapper.shared().readTree(Files.readString(folder(name).resolve("expected.json")));
        int end = expected.path("special_tokens")
                .valueStream()
                .mapToInt(JsonNode::asInt)
                .reduce(0, (first, last) -> last);
        Files.writeString(folder.resolve("generation_config.json"), "{\"eos_token_id\": " + end + "}\n");
        return folder;
    }

    private static Path folder(String name) {
        return Path.of(URI.create(
                GoldenTokenizer.class.getResource("/golden/tokenizers/" + name).toString()));
    }

    static int[] ints(JsonNode list) {
        return list.valueStream().mapToInt(JsonNode::asInt).toArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
