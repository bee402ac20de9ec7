package lockpick.engine.model.gptneox;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.model.Architecture;
import lockpick.engine.model.BlockForm;
import lockpick.engine.model.Dimensions;
import lockpick.engine.model.RotaryScaling;
import lockpick.engine.model.SpecList;
import lockpick.engine.model.Weights;
import lockpick.engine.nn.Activation;
import lockpick.engine.nn.Block;
import lockpick.engine.nn.FeedForward;
import lockpick.engine.nn.Heads;
import lockpick.engine.nn.Linear;
import lockpick.engine.nn.Norm;
import lockpick.engine.nn.Parameters.Spec;
import lockpick.engine.nn.SelfAttention;
import lockpick.engine.tensor.Tensor;

/**
 * GPT-NeoX and Pythia: layer norms, a share of each head rotary, attention and feed-forward usually side by side.
 *
 * @param config config.json
 * @param dimensions sizes
 * @param activation of the feed-forward layer
 * @param eps of the norms
 * @param rotaryFrequencies radians a position
 * @param parallel whether attention and feed-forward read the same input
 */
public record GptNeoX(
        ConfigJson config,
        Dimensions dimensions,
        Activation activation,
        double eps,
        float[] rotaryFrequencies,
        boolean parallel)
        implements Architecture {

    /** @throws lockpick.engine.checkpoint.CheckpointException if the config asks for something that is not supported */
    public static GptNeoX read(ConfigJson config) {
        Set<String> understood = RotaryScaling.keysAnd(
                "model_type",
                "vocab_size",
                "hidden_size",
                "num_hidden_layers",
                "num_attention_heads",
                "intermediate_size",
                "max_position_embeddings",
                "rotary_pct",
                "rotary_emb_base",
                "layer_norm_eps",
                "use_parallel_residual",
                "hidden_act",
                "tie_word_embeddings",
                "attention_bias",
                "partial_rotary_factor");
        config.refuseUnknown(understood);
        config.refuseUnless("tie_word_embeddings", false);
        config.refuseUnless("attention_bias", true);
        config.refuseUnless("hidden_act", "gelu", "gelu_new", "gelu_fast", "gelu_pytorch_tanh");
        int width = config.integer("hidden_size");
        int heads = config.integer("num_attention_heads");
        config.refuseIf(width % heads != 0, "hidden_size", "a multiple of num_attention_heads");
        ConfigJson rotary = config.object("rope_parameters").orElse(config); // where newer files have the share
        String key = rotary.has("partial_rotary_factor") ? "partial_rotary_factor" : "rotary_pct";
        int rotaryDims = RotaryScaling.dims(rotary, key, rotary.number(key, 0.25), width / heads);
        Dimensions dimensions = new Dimensions(
                config.integer("vocab_size"),
                width,
                config.integer("num_hidden_layers"),
                heads,
                heads,
                width / heads,
                config.integer("intermediate_size"),
                config.integer("max_position_embeddings"));
        return new GptNeoX(
                config,
                dimensions,
                Activation.named(config.text("hidden_act", "gelu")).orElseThrow(),
                config.number("layer_norm_eps", 1e-5),
                RotaryScaling.frequencies(config, config.number("rotary_emb_base", 10_000), rotaryDims),
                config.truth("use_parallel_residual", true));
    }

    /** A decoder as Pythia's: parallel residual, a quarter of each head rotary, feed-forward four times the width. */
    public static GptNeoX pythia(int layers, int width, int heads, int vocabulary, int maxPositions) {
        return read(ConfigJson.empty()
                .with("architectures", List.of("GPTNeoXForCausalLM"))
                .with("model_type", "gpt_neox")
                .with("vocab_size", vocabulary)
                .with("hidden_size", width)
                .with("num_hidden_layers", layers)
                .with("num_attention_heads", heads)
                .with("intermediate_size", 4 * width)
                .with("rotary_pct", 0.25)
                .with("rotary_emb_base", 10_000)
                .with("max_position_embeddings", maxPositions)
                .with("layer_norm_eps", 1e-5)
                .with("use_parallel_residual", true)
                .with("hidden_act", "gelu")
                .with("tie_word_embeddings", false)
                .with("torch_dtype", "float32"));
    }

    @Override
    public BlockForm blockForm() {
        return new BlockForm(2, true, false, false);
    }

    @Override
    public List<Spec> specs() {
        int width = dimensions.width();
        SpecList specs = new SpecList().add("gpt_neox.embed_in.weight", dimensions.vocabulary(), width);
        for (int layer = 0; layer < dimensions.layers(); layer++) {
            String prefix = prefix(layer);
            specs.norm(prefix + "input_layernorm", width, true)
                    .norm(prefix + "post_attention_layernorm", width, true)
                    .linear(prefix + "attention.query_key_value", 3L * width, width, true)
                    .linear(prefix + "attention.dense", width, width, true)
                    .linear(prefix + "mlp.dense_h_to_4h", dimensions.inner(), width, true)
                    .linear(prefix + "mlp.dense_4h_to_h", width, dimensions.inner(), true);
        }
        return specs.norm("gpt_neox.final_layer_norm", width, true)
                .linear("embed_out", dimensions.vocabulary(), width, false)
                .list();
    }

    private static String prefix(int layer) {
        return "gpt_neox.layers." + layer + ".";
    }

    /** Older files store masks and frequencies. */
    @Override
    public Optional<String> weightStoredAs(String name) {
        boolean unused = name.endsWith(".attention.bias")
                || name.endsWith(".attention.masked_bias")
                || name.endsWith("rotary_emb.inv_freq");
        return unused ? Optional.empty() : Optional.of(name);
    }

    /**
     * As GPT-NeoX draws them: √(2/(5·D)), and 2/(layers·√D) for matrices that write into the residual stream (Wang and
     * Komatsuzaki, 2021).
     */
    @Override
    public double firstSpread(String matrix) {
        boolean writesResidual = matrix.endsWith("attention.dense.weight") || matrix.endsWith("4h_to_h.weight");
        return writesResidual
                ? 2.0 / (dimensions.layers() * Math.sqrt(dimensions.width()))
                : Math.sqrt(2.0 / (5.0 * dimensions.width()));
    }

    @Override
    public Parts assemble(Weights weights) {
        Tensor table = weights.get("gpt_neox.embed_in.weight");
        return new Parts(
                (ids, pass) -> table.embed(ids),
                blocks(layer -> block(layer, weights)),
                weights.layerNorm("gpt_neox.final_layer_norm", eps),
                weights.linear("embed_out"));
    }

    private Block block(int layer, Weights weights) {
        String prefix = prefix(layer);
        Linear queryKeyValue = weights.linear(prefix + "attention.query_key_value");
        Norm attentionNorm = weights.layerNorm(prefix + "input_layernorm", eps);
        SelfAttention attention = new SelfAttention(
                layer, x -> heads(queryKeyValue.apply(x)), weights.linear(prefix + "attention.dense"));
        Norm feedForwardNorm = weights.layerNorm(prefix + "post_attention_layernorm", eps);
        FeedForward feedForward = FeedForward.plain(
                weights.linear(prefix + "mlp.dense_h_to_4h"), activation, weights.linear(prefix + "mlp.dense_4h_to_h"));
        return parallel
                ? Block.parallel(attentionNorm, attention, feedForwardNorm, feedForward)
                : Block.sequential(attentionNorm, attention, feedForwardNorm, feedForward);
    }

    /** Each head's query, key and value side by side. */
    private Heads heads(Tensor projected) { // (T, B, 3 D)
        long headWidth = dimensions.headWidth();
        Tensor[] parts = projected
                .view(projected.size(0), projected.size(1), dimensions.heads(), 3 * headWidth)
                .split(-1, headWidth, headWidth, headWidth);
        return new Heads(parts[0], parts[1], parts[2]);
    }
}
