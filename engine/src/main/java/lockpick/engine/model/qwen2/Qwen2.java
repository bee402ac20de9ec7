package lockpick.engine.model.qwen2;

import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.model.llama.LlamaArchitecture;
import lockpick.engine.model.llama.LlamaArchitecture.Variant;
import lockpick.engine.nn.Activation;

/** Qwen 2 and 2.5: Llama with biases on queries, keys and values (Yang et al., 2024). */
public final class Qwen2 {

    private Qwen2() {}

    /** @throws lockpick.engine.checkpoint.CheckpointException if the config asks for something that is not supported */
    public static LlamaArchitecture read(ConfigJson config) {
        config.refuseUnknown(LlamaArchitecture.keysAnd(
                "use_mrope", "use_sliding_window", "sliding_window", "max_window_layers", "layer_types"));
        config.refuseUnless("hidden_act", "silu");
        config.refuseUnless("use_mrope", false);
        LlamaArchitecture.refuseWindows(config);
        Variant variant = new Variant(true, false, false, false, false);
        int keyValueHeads = config.integer("num_key_value_heads");
        int headWidth = LlamaArchitecture.sharedWidth(config);
        return LlamaArchitecture.read(config, variant, keyValueHeads, headWidth, Activation.SILU, 0);
    }
}
