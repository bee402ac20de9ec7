package lockpick.engine.tokenizer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.checkpoint.WholeFile;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One token for each word between spaces: the WordLevel model of Hugging Face's tokenizer.json. */
public final class WordTokenizer implements Tokenizer {

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

    /** As {@link #encode}: nothing stands in front. */
    @Override
    public int[] encodePrompt(String text) {
        return encode(text);
    }

    /** As {@link #encode}: the end word is a word like others. */
    @Override
    public int[] encodeCompletion(String text) {
        return encode(text);
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
    public String decodeCompletion(int[] tokens) {
        return decode(tokens);
    }

    @Override
    public String token(int id) {
        return id < words.size() ? words.get(id) : "";
    }

    @Override
    public int size() {
        return words.size();
    }

    @Override
    public int endToken() {
        return id(end);
    }

    @Override
    public List<Integer> endTokens() {
        return List.of(endToken());
    }

    /** Writes tokenizer.json and tokenizer_config.json. */
    @Override
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
        write(folder.resolve(ModelText.TOKENIZER), root);
        ObjectNode config = JSON.createObjectNode()
                .put("tokenizer_class", "PreTrainedTokenizerFast")
                .put("eos_token", end)
                .put("pad_token", end);
        write(folder.resolve(ModelText.TOKENIZER_CONFIG), config);
    }

    private static void write(Path file, ObjectNode json) throws IOException {
        WholeFile.write(file, (JSON.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads the tokenizer.json of a model folder.
     *
     * @throws CheckpointException if there is none, or it is damaged or not the like of what {@link #save} writes
     */
    public static WordTokenizer load(Path folder) throws IOException {
        return of(TokenizerJson.read(ModelText.read(folder)));
    }

    static WordTokenizer of(TokenizerJson json) {
        JsonPlace type = json.part("model").at("type");
        if (!json.modelType().equals("WordLevel")) {
            throw type.refuse("WordLevel");
        }
        JsonPlace split = json.part("pre_tokenizer").at("type");
        if (!split.text().equals("WhitespaceSplit")) {
            throw split.refuse("WhitespaceSplit");
        }
        String[] words = new String[json.vocabulary().size()];
        json.vocabulary().forEach((word, id) -> {
            if (id >= words.length || words[id] != null) {
                throw new CheckpointException(
                        json.file(),
                        "model.vocab gives '" + word + "' the id " + id + "; expected every id from 0 to "
                                + (words.length - 1) + " once");
            }
            words[id] = word;
        });
        if (json.added().size() != 1
                || !json.vocabulary().containsKey(json.added().getFirst().content())) {
            throw json.part("added_tokens").refuse("the end word alone, which is one of the vocabulary");
        }
        return new WordTokenizer(List.of(words), json.added().getFirst().content());
    }
}
