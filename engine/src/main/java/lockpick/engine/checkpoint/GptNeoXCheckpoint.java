package lockpick.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.model.gptneox.GptNeoXConfig;
import lockpick.engine.model.gptneox.GptNeoXConfig.Activation;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** GPT-NeoX decoders as Hugging Face folders, which Transformers, vLLM and llama.cpp load too. */
public final class GptNeoXCheckpoint {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.SerializationFeature.INDENT_OUTPUT)
            .build();
    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "model.safetensors";

    private GptNeoXCheckpoint() {}

    /**
     * Loads a folder; half-precision weights are widened, buffers that are not weights are ignored.
     *
     * @throws CheckpointException if a file is missing or damaged, or asks for arithmetic that is not supported
     */
    public static GptNeoX load(Path folder) throws IOException {
        GptNeoX model = GptNeoX.blank(readConfig(folder.resolve(CONFIG)));
        try {
            fill(model, folder.resolve(WEIGHTS));
            return model;
        } catch (IOException | RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static void fill(GptNeoX model, Path file) throws IOException {
        checkExists(file);
        SafeTensors stored = SafeTensors.open(file);
        for (Map.Entry<String, Tensor> parameter : model.parameters().byName().entrySet()) {
            String name = parameter.getKey();
            if (!stored.has(name)) {
                throw new CheckpointException(file, "has no tensor " + name + ", which the model needs");
            }
            if (!Arrays.equals(stored.shape(name), parameter.getValue().shape())) {
                throw new CheckpointException(
                        file,
                        "tensor " + name + " is " + Arrays.toString(stored.shape(name)) + ", but config.json asks for "
                                + Arrays.toString(parameter.getValue().shape()));
            }
            try (var scope = TensorScope.open();
                    var noGrad = Libtorch.noGrad()) {
                parameter.getValue().copy_(stored.read(name).to(DType.FLOAT32));
            }
        }
    }

    /** Writes config.json and model.safetensors into an existing folder that has neither. */
    public static void save(GptNeoX model, Path folder) throws IOException {
        SafeTensors.write(folder.resolve(WEIGHTS), model.parameters().byName());
        Files.writeString(folder.resolve(CONFIG), JSON.writeValueAsString(json(model.config())) + "\n");
    }

    private static ObjectNode json(GptNeoXConfig config) {
        ObjectNode node = JSON.createObjectNode();
        node.putArray("architectures").add("GPTNeoXForCausalLM");
        return node.put("model_type", "gpt_neox")
                .put("vocab_size", config.vocabSize())
                .put("hidden_size", config.hiddenSize())
                .put("num_hidden_layers", config.numHiddenLayers())
                .put("num_attention_heads", config.numAttentionHeads())
                .put("intermediate_size", config.intermediateSize())
                .put("rotary_pct", config.rotaryPct())
                .put("rotary_emb_base", config.rotaryBase())
                .put("max_position_embeddings", config.maxPositions())
                .put("layer_norm_eps", config.layerNormEps())
                .put("use_parallel_residual", config.parallelResidual())
                .put("hidden_act", config.activation() == Activation.GELU ? "gelu" : "gelu_fast")
                .put("tie_word_embeddings", false)
                .put("torch_dtype", "float32");
    }

    private static GptNeoXConfig readConfig(Path file) throws IOException {
        checkExists(file);
        JsonNode node;
        try {
            node = JSON.readTree(Files.readString(file));
        } catch (JacksonException e) {
            throw new CheckpointException(file, "is not JSON: " + e.getOriginalMessage());
        }
        refuseUnless(file, node, "model_type", "gpt_neox");
        refuseUnless(file, node, "tie_word_embeddings", "false");
        refuseUnless(file, node, "attention_bias", "true");
        if (!node.path("rope_scaling").isMissingNode()
                && !node.path("rope_scaling").isNull()) {
            throw new CheckpointException(file, "rope_scaling = " + node.path("rope_scaling") + " is not supported");
        }
        return new GptNeoXConfig(
                integer(file, node, "vocab_size"),
                integer(file, node, "hidden_size"),
                integer(file, node, "num_hidden_layers"),
                integer(file, node, "num_attention_heads"),
                integer(file, node, "intermediate_size"),
                node.path("rotary_pct").asDouble(0.25),
                node.path("rotary_emb_base").asDouble(10_000),
                integer(file, node, "max_position_embeddings"),
                node.path("layer_norm_eps").asDouble(1e-5),
                node.path("use_parallel_residual").asBoolean(true),
                activation(file, node.path("hidden_act").asString("gelu")));
    }

    private static Activation activation(Path file, String name) {
        return switch (name) {
            case "gelu" -> Activation.GELU;
            case "gelu_new", "gelu_fast", "gelu_pytorch_tanh" -> Activation.GELU_TANH;
            default ->
                throw new CheckpointException(
                        file,
                        "hidden_act = " + name + " is not supported; use gelu, gelu_new, gelu_fast or"
                                + " gelu_pytorch_tanh");
        };
    }

    private static void refuseUnless(Path file, JsonNode node, String key, String expected) {
        if (node.has(key) && !node.path(key).asString().equals(expected)) {
            throw new CheckpointException(
                    file, key + " = " + node.path(key).asString() + " is not supported; expected " + expected);
        }
    }

    private static int integer(Path file, JsonNode node, String key) {
        if (!node.path(key).isInt() || node.path(key).asInt() < 1) {
            throw new CheckpointException(
                    file, key + " = " + node.path(key) + ": expected a whole number of at least 1");
        }
        return node.path(key).asInt();
    }

    private static void checkExists(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException(
                    file, "does not exist; a model folder holds config.json and model.safetensors");
        }
    }
}
