package lockpick.engine.checkpoint;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
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
        } catch (JacksonException | CharacterCodingException e) {
            throw new CheckpointException(file, "is not JSON: " + e.getMessage());
        }
        if (!node.isObject()) {
            throw new CheckpointException(file, "is not a JSON object");
        }
        refuseUnless(file, node, "model_type", "gpt_neox");
        refuseUnless(file, node, "tie_word_embeddings", "false");
        refuseUnless(file, node, "attention_bias", "true");
        refuseUnless(file, node, "rope_scaling", "null");
        JsonNode rope = node.path("rope_parameters"); // where newer files say what rotary_pct and rotary_emb_base do
        refuseUnless(file, rope, "rope_type", "default");
        try {
            return new GptNeoXConfig(
                    integer(file, node, "vocab_size"),
                    integer(file, node, "hidden_size"),
                    integer(file, node, "num_hidden_layers"),
                    integer(file, node, "num_attention_heads"),
                    integer(file, node, "intermediate_size"),
                    number(file, rope, "partial_rotary_factor", number(file, node, "rotary_pct", 0.25)),
                    number(file, rope, "rope_theta", number(file, node, "rotary_emb_base", 10_000)),
                    integer(file, node, "max_position_embeddings"),
                    number(file, node, "layer_norm_eps", 1e-5),
                    truth(file, node, "use_parallel_residual", true),
                    activation(file, node.path("hidden_act")));
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(file, "does not fit together: " + e.getMessage());
        }
    }

    private static Activation activation(Path file, JsonNode name) {
        return switch (name.isMissingNode() ? "gelu" : name.isString() ? name.asString() : "") {
            case "gelu" -> Activation.GELU;
            case "gelu_new", "gelu_fast", "gelu_pytorch_tanh" -> Activation.GELU_TANH;
            default ->
                throw new CheckpointException(
                        file,
                        "hidden_act = " + name + " is not supported; use gelu, gelu_new, gelu_fast or"
                                + " gelu_pytorch_tanh");
        };
    }

    /** A key may be missing; if it is there, its value has to read like this. */
    private static void refuseUnless(Path file, JsonNode node, String key, String expected) {
        JsonNode value = node.path(key);
        String given = value.isString() ? value.asString() : value.toString();
        if (!value.isMissingNode() && !given.equals(expected)) {
            throw new CheckpointException(file, key + " = " + given + " is not supported; expected " + expected);
        }
    }

    private static double number(Path file, JsonNode node, String key, double missing) {
        JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            return missing;
        }
        if (!value.isNumber()) {
            throw new CheckpointException(file, key + " = " + value + ": expected a number");
        }
        return value.asDouble();
    }

    private static boolean truth(Path file, JsonNode node, String key, boolean missing) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new CheckpointException(file, key + " = " + value + ": expected true or false");
        }
        return value.asBoolean(missing);
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
