package lockpick.engine.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lockpick.engine.checkpoint.CheckpointException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One token for each word between spaces: the WordLevel model of Hugging Face's tokenizer.json. */
public final class WordTokenizer implements Tokenizer {

    private static final String FILE = "tokenizer.json";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final List<String> words;
    private final Map<String, Integer> ids = new HashMap<>();
    private final String end;

    /**
     * @param words every word; its place is its id
     * @param end the word that ends a completion
     */
    public WordTokenizer(List<String> words, String end) {
        this.words = List.copyOf(words);
        for (int id = 0; id < words.size(); id++) {
            if (ids.put(words.get(id), id) != null) {
                throw new IllegalArgumentException("tokenizer: the word '" + words.get(id) + "' stands twice");
            }
        }
        this.end = end;
        id(end);
    }

    @Override
    public int[] encode(String text) {
        return Arrays.stream(text.split(" "))
                .filter(word -> !word.isEmpty())
                .mapToInt(this::id)
                .toArray();
    }

    private int id(String word) {
        Integer id = ids.get(word);
        if (id == null) {
            throw new IllegalArgumentException("'" + word + "' is not a word of this tokenizer, which knows "
                    + words.stream().limit(12).collect(Collectors.joining(" ")) + " … (" + words.size() + " words)");
        }
        return id;
    }

    @Override
    public String decode(int[] tokens) {
        return Arrays.stream(tokens).mapToObj(words::get).collect(Collectors.joining(" "));
    }

    @Override
    public int size() {
        return words.size();
    }

    @Override
    public int endToken() {
        return id(end);
    }

    /** Writes tokenizer.json and tokenizer_config.json into a model folder. */
    public void save(Path folder) throws IOException {
        ObjectNode root = JSON.createObjectNode().put("version", "1.0");
        root.putNull("truncation").putNull("padding").putNull("normalizer");
        ObjectNode special = root.putArray("added_tokens").addObject();
        special.put("id", endToken())
                .put("content", end)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", true);
        root.putObject("pre_tokenizer").put("type", "WhitespaceSplit");
        root.putNull("post_processor").putNull("decoder");
        ObjectNode model = root.putObject("model").put("type", "WordLevel");
        ObjectNode vocabulary = model.putObject("vocab");
        for (int id = 0; id < words.size(); id++) {
            vocabulary.put(words.get(id), id);
        }
        model.put("unk_token", end);
        Files.writeString(folder.resolve(FILE), JSON.writeValueAsString(root) + "\n");
        ObjectNode config = JSON.createObjectNode()
                .put("tokenizer_class", "PreTrainedTokenizerFast")
                .put("eos_token", end)
                .put("pad_token", end);
        Files.writeString(folder.resolve("tokenizer_config.json"), JSON.writeValueAsString(config) + "\n");
    }

    /** Reads the tokenizer.json of a model folder. */
    public static WordTokenizer load(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException(file, "does not exist; a model folder holds the tokenizer of its model");
        }
        try {
            JsonNode root = JSON.readTree(Files.readString(file));
            JsonNode model = root.path("model");
            if (!model.path("type").asString("").equals("WordLevel")) {
                throw new CheckpointException(
                        file, "model.type = " + model.path("type") + " is not supported; expected WordLevel");
            }
            String[] words = new String[model.path("vocab").size()];
            for (Map.Entry<String, JsonNode> word : model.path("vocab").properties()) {
                words[word.getValue().asInt()] = word.getKey();
            }
            return new WordTokenizer(
                    List.of(words),
                    root.path("added_tokens").path(0).path("content").asString());
        } catch (JacksonException | ArrayIndexOutOfBoundsException | NullPointerException e) {
            throw new CheckpointException(file, "is damaged: " + e.getMessage());
        }
    }
}
