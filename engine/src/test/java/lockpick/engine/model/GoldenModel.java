package lockpick.engine.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.loss.Sequence;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small random model in a Hugging Face folder beside what Transformers computes with it. What the numbers are and how
 * near one must come: golden/README.md in the test resources.
 *
 * @param decoder the model as our code loads it
 * @param expected the folder's expected.json
 */
record GoldenModel(Decoder decoder, JsonNode expected) implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Loads golden/models/{@code name}. */
    static GoldenModel load(String name) {
        Path folder = folder(name);
        try {
            JsonNode expected = JSON.readTree(Files.readString(folder.resolve("expected.json")));
            Decoder decoder = Checkpoint.load(folder, DType.FLOAT32, Device.CPU);
            decoder.parameters().collectGradients();
            return new GoldenModel(decoder, expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of all folders. */
    static Stream<String> folders() {
        return Stream.of(
                "gpt2",
                "gpt2_gelu_untrimmed",
                "gpt_neox",
                "gpt_neox_sequential",
                "llama_mha",
                "llama_gqa_linear",
                "llama3",
                "mistral",
                "stablelm",
                "stablelm_qkv_bias",
                "stablelm_parallel_qknorm",
                "qwen2",
                "qwen3",
                "gemma");
    }

    static Path folder(String name) {
        return Path.of(URI.create(
                GoldenModel.class.getResource("/golden/models/" + name).toString()));
    }

    /** The three rows without padding. */
    List<int[]> rows() {
        List<int[]> rows = new ArrayList<>();
        for (int row = 0; row < at("batch", "input_ids").size(); row++) {
            int[] ids = ints(at("batch", "input_ids").get(row));
            int[] real = ints(at("batch", "attention_mask").get(row));
            rows.add(IntStream.range(0, ids.length)
                    .filter(t -> real[t] == 1)
                    .map(t -> ids[t])
                    .toArray());
        }
        return rows;
    }

    /** The rows as a loss sees them: every token but the first is a target. */
    List<Sequence> sequences() {
        return rows().stream().map(row -> new Sequence(row, 1)).toList();
    }

    JsonNode at(String... path) {
        JsonNode node = expected;
        for (String key : path) {
            node = node.required(key);
        }
        return node;
    }

    static int[] ints(JsonNode array) {
        return array.valueStream().mapToInt(JsonNode::asInt).toArray();
    }

    static double[] doubles(JsonNode array) {
        return array.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }

    @Override
    public void close() {
        decoder.close();
    }
}
