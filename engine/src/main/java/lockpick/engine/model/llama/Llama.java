package lockpick.engine.model.llama;

import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.model.llama.LlamaArchitecture.Variant;
import lockpick.engine.nn.Activation;

/** Llama 1 to 3 and what copies them, DeepSeek's first models among it (Touvron et al., 2023; Dubey et al., 2024). */
public final class Llama {

    private Llama() {}

    /** @throws lockpick.engine.checkpoint.CheckpointException if the config asks for something that is not supported */
    public static LlamaArchitecture read(ConfigJson config) {
        config.refuseUnknown(
                LlamaArchitecture.keysAnd("attention_bias", "mlp_bias", "pretraining_tp", "max_sequence_length"));
        config.refuseUnless("pretraining_tp", 1); // above it, matrix products are cut up, which rounds differently
        config.refuseUnless("hidden_act", "silu");
        boolean attentionBias = config.truth("attention_bias", false);
        Variant variant = new Variant(attentionBias, attentionBias, config.truth("mlp_bias", false), false, false);
        int keyValueHeads = config.integer("num_key_value_heads", config.integer("num_attention_heads"));
        int headWidth = LlamaArchitecture.sharedWidth(config);
        return LlamaArchitecture.read(config, variant, keyValueHeads, headWidth, Activation.SILU, 0);
    }
}
