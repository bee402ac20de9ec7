package lockpick.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.checkpoint.SafeTensors;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.nn.Activation;
import lockpick.engine.nn.RotaryEmbedding;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    private static final ConfigJson CONFIG = ConfigJson.empty()
            .with("model_type", "gpt_neox")
            .with("vocab_size", 11)
            .with("hidden_size", 16)
            .with("num_hidden_layers", 2)
            .with("num_attention_heads", 2)
            .with("intermediate_size", 24)
            .with("rotary_pct", 0.5)
            .with("rotary_emb_base", 5000)
            .with("max_position_embeddings", 32)
            .with("layer_norm_eps", 1e-6)
            .with("use_parallel_residual", false)
            .with("hidden_act", "gelu_fast")
            .with("tie_word_embeddings", false)
            .with("eos_token_id", 7)
            .with("torch_dtype", "float32");

    @TempDir
    private Path folder;

    @Test
    void aSavedModelIsLoadedToTheBit() throws IOException {
        save();
        try (Decoder saved = Decoder.random(Families.read(CONFIG), new Seed(1));
                Decoder loaded = Checkpoint.load(folder, DType.FLOAT32, Device.CPU)) {
            assertThat(loaded.architecture().config()).hasToString(CONFIG.toString());
            assertThat(loaded.parameters().byName().keySet())
                    .containsExactlyElementsOf(saved.parameters().byName().keySet());
            assertThat(loaded.parameters().values().toFloats())
                    .isEqualTo(saved.parameters().values().toFloats());
        }
    }

    @Test
    void savingALoadedModelGivesTheSameFiles() throws IOException {
        save();
        Path again = Files.createDirectory(folder.resolve("again"));
        try (Decoder loaded = Checkpoint.load(folder, DType.FLOAT32, Device.CPU)) {
            Checkpoint.save(loaded, again);
        }
        for (String file : new String[] {"config.json", "model.safetensors"}) {
            assertThat(again.resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
        }
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        save();
        Files.delete(folder.resolve("model.safetensors"));
        assertRefused("", "holds neither model.safetensors nor model.safetensors.index.json");
        Files.delete(folder.resolve("config.json"));
        assertRefused("config.json", "does not exist; a model folder holds config.json");
    }

    @Test
    void aMissingTensorIsNamed() throws IOException {
        save();
        rewrite("gpt_neox.layers.1.mlp.dense_4h_to_h.bias", null);
        assertRefused("", "has no tensor gpt_neox.layers.1.mlp.dense_4h_to_h.bias, which the model needs");
    }

    @Test
    void aTensorThatTheFamilyDoesNotKnowIsNamed() throws IOException {
        save();
        try (var scope = TensorScope.open()) {
            rewrite("gpt_neox.layers.0.extra.weight", Tensor.of(new float[1], 1));
        }
        assertRefused("model.safetensors", "tensor gpt_neox.layers.0.extra.weight is not one of a gpt_neox model");
    }

    @Test
    void aTensorOfAnotherShapeIsNamed() throws IOException {
        save();
        try (var scope = TensorScope.open()) {
            rewrite("embed_out.weight", Tensor.of(new float[11 * 8], 11, 8));
        }
        assertRefused("model.safetensors", "tensor embed_out.weight is [11, 8], but config.json asks for [11, 16]");
    }

    @Test
    void aModelThatCannotBeLoadedLeavesNothingBehind() throws IOException {
        save();
        rewrite("embed_out.weight", null);
        long before = TensorScope.liveTensors();
        assertThatThrownBy(() -> Checkpoint.load(folder, DType.FLOAT32, Device.CPU))
                .isInstanceOf(CheckpointException.class);
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
    }

    /** Each line changes one key of a good config.json; an empty value takes it out. */
    @ParameterizedTest(name = "{0} = {1}")
    @CsvFileSource(resources = "refused-configs.csv", numLinesToSkip = 1, delimiter = '|', quoteCharacter = '\'')
    void aConfigThatCannotBeComputedIsRefused(String key, String value, String message) throws IOException {
        save();
        change(key, value);
        assertRefused("config.json", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "[]", "null", "12", "{\"vocab_size\": }"})
    void aConfigThatIsNoObjectIsRefused(String json) throws IOException {
        save();
        Files.writeString(folder.resolve("config.json"), json);
        assertRefused("config.json", "is not ");
    }

    @Test
    void aConfigThatIsNotTextIsRefused() throws IOException {
        save();
        Files.write(folder.resolve("config.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertRefused("config.json", "is not JSON");
    }

    @Test
    void whatIsLeftOutHasTheValueOfTransformers() throws IOException {
        save();
        for (String key : new String[] {"rotary_pct", "rotary_emb_base", "layer_norm_eps", "use_parallel_residual"}) {
            change(key, null);
        }
        change("hidden_act", null);
        try (Decoder loaded = Checkpoint.load(folder, DType.FLOAT32, Device.CPU)) {
            GptNeoX config = (GptNeoX) loaded.architecture();
            assertThat(config.rotaryFrequencies()).containsExactly(RotaryEmbedding.frequencies(10_000, 2)); // 8 · 0.25
            assertThat(config.eps()).isEqualTo(1e-5);
            assertThat(config.parallel()).isTrue();
            assertThat(config.activation()).isEqualTo(Activation.GELU);
        }
    }

    @Test
    void rotarySettingsAreReadWhereNewerFilesHaveThem() throws IOException {
        save();
        change("rotary_pct", null);
        change("rotary_emb_base", null);
        change("rope_parameters", """
                {"rope_type": "default", "rope_theta": 700, "partial_rotary_factor": 1.0}""");
        try (Decoder loaded = Checkpoint.load(folder, DType.FLOAT32, Device.CPU)) {
            assertThat(loaded.architecture().rotaryFrequencies())
                    .containsExactly(RotaryEmbedding.frequencies(700, 8)); // whole heads
        }
    }

    @Test
    void whateverIsChangedInAConfigNothingElseComesOut() throws IOException {
        save();
        Path config = folder.resolve("config.json");
        String good = Files.readString(config);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            StringBuilder changed = new StringBuilder(good);
            changed.setCharAt(random.nextInt(good.length()), "0123456789-.[]{}\",:aé ".charAt(random.nextInt(22)));
            Files.writeString(config, changed);
            try {
                Checkpoint.load(folder, DType.FLOAT32, Device.CPU).close();
            } catch (CheckpointException | IOException e) {
                assertThat(e).hasMessageContaining(folder.toString());
            } catch (RuntimeException | Error e) {
                throw new AssertionError("round " + round + ", seed " + seed + "\n" + changed, e);
            }
        }
    }

    private void assertRefused(String file, String message) {
        assertThatThrownBy(() -> Checkpoint.load(folder, DType.FLOAT32, Device.CPU))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(folder.resolve(file) + ": ")
                .hasMessageContaining(message);
    }

    private void save() throws IOException {
        try (Decoder model = Decoder.random(Families.read(CONFIG), new Seed(1))) {
            Checkpoint.save(model, folder);
        }
    }

    /** Replaces a tensor of the saved file, or leaves it out. */
    private void rewrite(String name, Tensor replacement) throws IOException {
        Path file = folder.resolve("model.safetensors");
        try (var scope = TensorScope.open()) {
            SafeTensors stored = SafeTensors.open(file);
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (String each : stored.names()) {
                tensors.put(each, stored.read(each));
            }
            tensors.remove(name);
            if (replacement != null) {
                tensors.put(name, replacement);
            }
            Files.delete(file);
            SafeTensors.write(file, tensors);
        }
    }

    private void change(String key, String value) throws IOException {
        Path config = folder.resolve("config.json");
        tools.jackson.databind.json.JsonMapper json = new tools.jackson.databind.json.JsonMapper();
        var node = (tools.jackson.databind.node.ObjectNode) json.readTree(Files.readString(config));
        node.remove(key);
        if (value != null) {
            node.set(key, json.readTree(value));
        }
        Files.writeString(config, node.toString());
    }
}
