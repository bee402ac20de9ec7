package lockpick.engine.lora;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.checkpoint.SafeTensors;
import lockpick.engine.model.Decoder;
import lockpick.engine.nn.Linear;
import lockpick.engine.tensor.Tensor;

/** Adapters as folders in the format of PEFT: adapter_config.json and adapter_model.safetensors. */
public final class AdapterFolder {

    private static final String CONFIG = "adapter_config.json";
    private static final String WEIGHTS = "adapter_model.safetensors";
    private static final String PREFIX = "base_model.model."; // PEFT's wrapper, and the model in it

    /** Keys that change nothing of what a trained adapter computes. */
    private static final Set<String> NEUTRAL = Set.of(
            "auto_mapping",
            "base_model_name_or_path",
            "ensure_weight_tying",
            "fan_in_fan_out", // says how the base stores its matrices, which the base knows itself
            "inference_mode",
            "lora_dropout", // nothing is dropped here
            "megatron_core",
            "peft_version",
            "qalora_group_size",
            "revision",
            "runtime_config",
            "task_type");

    private AdapterFolder() {}

    /**
     * Loads an adapter beside the model that it was trained for, which from now on computes with it.
     *
     * @throws CheckpointException if a file is missing or damaged, a matrix does not fit the model, or the adapter asks for
     *     arithmetic that is not supported
     */
    public static LoraAdapter load(Path folder, Decoder model) throws IOException {
        Path file = folder.resolve(WEIGHTS);
        LoraConfig config = config(ConfigJson.read(folder.resolve(CONFIG)));
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException(
                    file, "does not exist; an adapter's folder holds " + CONFIG + " and " + WEIGHTS);
        }
        SafeTensors stored = SafeTensors.open(file);
        LoraAdapter adapter = adapter(model, config, folder.resolve(CONFIG));
        try {
            Set<String> unread = new HashSet<>(stored.names());
            for (Map.Entry<String, Tensor> matrix :
                    adapter.parameters().byName().entrySet()) {
                stored.readInto(PREFIX + matrix.getKey(), matrix.getValue());
                unread.remove(PREFIX + matrix.getKey());
            }
            if (!unread.isEmpty()) {
                throw new CheckpointException(
                        file,
                        "tensor " + unread.stream().sorted().findFirst().orElseThrow() + " is of no layer that "
                                + CONFIG + " targets, so the model would compute something else without it");
            }
            adapter.attach();
            return adapter;
        } catch (IOException | RuntimeException e) {
            adapter.close();
            throw e;
        }
    }

    private static LoraAdapter adapter(Decoder model, LoraConfig config, Path file) {
        try {
            return new LoraAdapter(model, config);
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(file, String.valueOf(e.getMessage()));
        }
    }

    private static LoraConfig config(ConfigJson json) {
        json.refuseUnless("peft_type", "LORA");
        json.refuseUnless("bias", "none");
        for (String key : List.of("use_dora", "use_rslora", "use_qalora", "lora_bias")) {
            json.refuseUnless(key, false);
        }
        for (String key : List.of("rank_pattern", "alpha_pattern", "loftq_config")) {
            boolean empty =
                    json.object(key).map(ConfigJson::toString).orElse("{}").equals("{}");
            json.refuseIf(!empty, key, "an empty object, as all layers share one rank and alpha here");
        }
        json.refuseUnless("init_lora_weights", true, false, "gaussian"); // others change the base too
        Set<String> understood = new HashSet<>(NEUTRAL);
        understood.addAll(Set.of(
                "peft_type",
                "bias",
                "use_dora",
                "use_rslora",
                "use_qalora",
                "lora_bias",
                "rank_pattern",
                "alpha_pattern",
                "loftq_config",
                "init_lora_weights",
                "r",
                "lora_alpha",
                "target_modules"));
        json.refuseUnknown(understood);
        return new LoraConfig(json.integer("r"), positive(json, "lora_alpha"), targets(json));
    }

    private static double positive(ConfigJson json, String key) {
        double value = json.number(key);
        json.refuseIf(!(value > 0), key, "a number greater than 0");
        return value;
    }

    private static List<String> targets(ConfigJson json) {
        if (json.isText("target_modules")) { // elsewhere a text is a regular expression
            json.refuseUnless("target_modules", LoraConfig.ALL_LINEAR);
            return List.of(LoraConfig.ALL_LINEAR);
        }
        List<String> targets = json.texts("target_modules");
        json.refuseIf(targets.isEmpty(), "target_modules", "a list of layer names");
        return targets;
    }

    /**
     * Writes an adapter into an existing folder that has none.
     *
     * @param base the model that it stands beside: a folder, or a name on the hub
     */
    public static void save(LoraAdapter adapter, Path folder, String base) throws IOException {
        Map<String, Tensor> stored = new LinkedHashMap<>();
        adapter.parameters().byName().forEach((name, matrix) -> stored.put(PREFIX + name, matrix));
        SafeTensors.write(folder.resolve(WEIGHTS), stored);
        LoraConfig config = adapter.config();
        boolean all = config.targets().equals(List.of(LoraConfig.ALL_LINEAR));
        ConfigJson.empty()
                .with("peft_type", "LORA")
                .with("task_type", "CAUSAL_LM")
                .with("base_model_name_or_path", base)
                .with("r", config.rank())
                .with("lora_alpha", config.alpha())
                .with("lora_dropout", 0.0)
                .with("target_modules", all ? LoraAdapter.kinds(adapter.layers()) : config.targets())
                .with("bias", "none")
                .with("fan_in_fan_out", adapter.layers().values().stream().allMatch(Linear::inputFirst))
                .with("init_lora_weights", true)
                .with("inference_mode", true)
                .with("use_dora", false)
                .with("use_rslora", false)
                .write(folder.resolve(CONFIG));
    }
}
