package lockpick.engine.model.qwen3;

import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.model.llama.LlamaArchitecture;
import lockpick.engine.model.llama.LlamaArchitecture.Variant;
import lockpick.engine.nn.Activation;

/** Qwen 3: Llama with normed queries and keys (Yang et al., 2025). */
public final class Qwen3 {

    private Qwen3() {}

    /** @throws lockpick.engine.checkpoint.CheckpointException if the config asks for something that is not supported */
    public static LlamaArchitecture read(ConfigJson config) {
        config.refuseUnknown(LlamaArchitecture.keysAnd(
                "attention_bias", "use_sliding_window", "sliding_window", "max_window_layers", "layer_types"));
        config.refuseUnless("hidden_act", "silu");
        LlamaArchitecture.refuseWindows(config);
        boolean bias = config.truth("attention_bias", false);
        Variant variant = new Variant(bias, bias, false, true, false);
        int keyValueHeads = config.integer("num_key_value_heads");
        int headWidth = config.integer("head_dim");
        return LlamaArchitecture.read(config, variant, keyValueHeads, headWidth, Activation.SILU, 0);
    }
}
