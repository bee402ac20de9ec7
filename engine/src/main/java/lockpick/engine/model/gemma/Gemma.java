package lockpick.engine.model.gemma;

import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.model.llama.LlamaArchitecture;
import lockpick.engine.model.llama.LlamaArchitecture.Variant;
import lockpick.engine.nn.Activation;

/** Gemma 1: Llama with scaled embeddings, norms around one, and a tied head (Gemma Team, 2024). */
public final class Gemma {

    private Gemma() {}

    /** @throws lockpick.engine.checkpoint.CheckpointException if the config asks for something that is not supported */
    public static LlamaArchitecture read(ConfigJson config) {
        config.refuseUnknown(LlamaArchitecture.keysAnd("attention_bias", "hidden_activation"));
        config.refuseUnless("attention_bias", false);
        // Old files say gelu in hidden_act, though the models were trained with the tanh form.
        config.refuseUnless("hidden_act", "gelu", "gelu_pytorch_tanh");
        config.refuseUnless("hidden_activation", "gelu_pytorch_tanh");
        Variant variant = new Variant(false, false, false, false, true);
        int keyValueHeads = config.integer("num_key_value_heads");
        int headWidth = config.integer("head_dim");
        return LlamaArchitecture.read(config, variant, keyValueHeads, headWidth, Activation.GELU_TANH, 0);
    }
}
