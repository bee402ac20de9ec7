package lockpick.engine.model.mistral;

import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.model.llama.LlamaArchitecture;
import lockpick.engine.model.llama.LlamaArchitecture.Variant;
import lockpick.engine.nn.Activation;

/** Mistral: Llama where each token may see only a window of those before it (Jiang et al., 2023). */
public final class Mistral {

    private Mistral() {}

    /** @throws lockpick.engine.checkpoint.CheckpointException if the config asks for something that is not supported */
    public static LlamaArchitecture read(ConfigJson config) {
        config.refuseUnknown(LlamaArchitecture.keysAnd("sliding_window"));
        config.refuseUnless("hidden_act", "silu");
        config.refuseIf(!config.mentions("sliding_window"), "sliding_window", "a number of tokens, or null for all");
        Variant variant = new Variant(false, false, false, false, false);
        int keyValueHeads = config.integer("num_key_value_heads");
        int headWidth = LlamaArchitecture.sharedWidth(config);
        int window = config.integer("sliding_window", 0);
        return LlamaArchitecture.read(config, variant, keyValueHeads, headWidth, Activation.SILU, window);
    }
}
