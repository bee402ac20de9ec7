package lockpick.engine.model.llama;

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
import lockpick.engine.nn.Norm;
import lockpick.engine.nn.Parameters.Spec;
import lockpick.engine.nn.SelfAttention;
import lockpick.engine.tensor.Tensor;

/**
 * Llama and the families that differ from it in a few points: root-mean-square norms, rotary heads, grouped keys and
 * values, gated feed-forward.
 *
 * @param config config.json
 * @param dimensions sizes
 * @param variant how the family differs from Llama
 * @param activation of the gate
 * @param eps of the norms
 * @param rotaryFrequencies radians a position
 * @param tied whether the head's matrix is the embedding
 * @param window tokens that each sees; 0 for all
 */
public record LlamaArchitecture(
        ConfigJson config,
        Dimensions dimensions,
        Variant variant,
        Activation activation,
        double eps,
        float[] rotaryFrequencies,
        boolean tied,
        int window)
        implements Architecture {

    /**
     * Where a family differs.
     *
     * @param inputBias whether queries, keys and values have a bias
     * @param outputBias whether what attention writes has one
     * @param feedForwardBias whether the feed-forward matrices have one
     * @param headNorms whether each head's queries and keys are normed before they turn
     * @param gemma whether embeddings are scaled by √D and norms by 1 + weight
     */
    public record Variant(
            boolean inputBias, boolean outputBias, boolean feedForwardBias, boolean headNorms, boolean gemma) {}

    /** Keys of config.json that are understood here, and these of a family's own. */
    public static Set<String> keysAnd(String... own) {
        Set<String> keys = RotaryScaling.keysAnd(own);
        keys.addAll(Set.of(
                "model_type",
                "vocab_size",
                "hidden_size",
                "num_hidden_layers",
                "num_attention_heads",
                "num_key_value_heads",
                "head_dim",
                "intermediate_size",
                "max_position_embeddings",
                "hidden_act",
                "rms_norm_eps",
                "tie_word_embeddings"));
        return keys;
    }

    /**
     * Reads what the families share; a family has refused before what it does not know.
     *
     * @throws lockpick.engine.checkpoint.CheckpointException if a size is missing or does not fit the others
     */
    public static LlamaArchitecture read(
            ConfigJson config, Variant variant, int keyValueHeads, int headWidth, Activation activation, int window) {
        int heads = config.integer("num_attention_heads");
        config.refuseIf(heads % keyValueHeads != 0, "num_key_value_heads", "a divisor of num_attention_heads");
        config.refuseIf(headWidth % 2 != 0, "head_dim", "an even number, as its halves turn together");
        Dimensions dimensions = new Dimensions(
                config.integer("vocab_size"),
                config.integer("hidden_size"),
                config.integer("num_hidden_layers"),
                heads,
                keyValueHeads,
                headWidth,
                config.integer("intermediate_size"),
                config.integer("max_position_embeddings"));
        return new LlamaArchitecture(
                config,
                dimensions,
                variant,
                activation,
                config.number("rms_norm_eps", 1e-6),
                RotaryScaling.frequencies(config, 10_000, headWidth),
                config.truth("tie_word_embeddings", variant.gemma()),
                window);
    }

    /** Width of a head where the config does not say: all heads share the model's width. */
    public static int sharedWidth(ConfigJson config) {
        int heads = config.integer("num_attention_heads");
        int width = config.integer("hidden_size");
        config.refuseIf(
                width % heads != 0 && !config.has("head_dim"), "hidden_size", "a multiple of num_attention_heads");
        return config.integer("head_dim", width / heads);
    }

    /** Refuses layers that see a window of tokens only. */
    public static void refuseWindows(ConfigJson config) {
        config.refuseUnless("use_sliding_window", false); // without it, the other window settings have no effect
        config.refuseIf(
                config.texts("layer_types").stream().anyMatch(type -> !type.equals("full_attention")),
                "layer_types",
                "full_attention for every layer");
    }

    @Override
    public BlockForm blockForm() {
        return new BlockForm(2, false, variant.headNorms(), true);
    }

    @Override
    public List<Spec> specs() {
        int width = dimensions.width();
        SpecList specs = new SpecList().add("model.embed_tokens.weight", dimensions.vocabulary(), width);
        for (int layer = 0; layer < dimensions.layers(); layer++) {
            String prefix = prefix(layer);
            String attention = prefix + "self_attn.";
            String feedForward = prefix + "mlp.";
            specs.linear(attention + "q_proj", dimensions.queryWidth(), width, variant.inputBias())
                    .linear(attention + "k_proj", dimensions.keyValueWidth(), width, variant.inputBias())
                    .linear(attention + "v_proj", dimensions.keyValueWidth(), width, variant.inputBias())
                    .linear(attention + "o_proj", width, dimensions.queryWidth(), variant.outputBias());
            if (variant.headNorms()) {
                specs.norm(attention + "q_norm", dimensions.headWidth(), false)
                        .norm(attention + "k_norm", dimensions.headWidth(), false);
            }
            specs.linear(feedForward + "gate_proj", dimensions.inner(), width, variant.feedForwardBias())
                    .linear(feedForward + "up_proj", dimensions.inner(), width, variant.feedForwardBias())
                    .linear(feedForward + "down_proj", width, dimensions.inner(), variant.feedForwardBias())
                    .norm(prefix + "input_layernorm", width, false)
                    .norm(prefix + "post_attention_layernorm", width, false);
        }
        specs.norm("model.norm", width, false);
        return tied
                ? specs.list()
                : specs.add("lm_head.weight", dimensions.vocabulary(), width).list();
    }

    private static String prefix(int layer) {
        return "model.layers." + layer + ".";
    }

    @Override
    public Optional<String> weightStoredAs(String name) {
        boolean unused = name.endsWith("rotary_emb.inv_freq") || tied && name.equals("lm_head.weight");
        return unused ? Optional.empty() : Optional.of(name);
    }

    @Override
    public double firstNorm() {
        return variant.gemma() ? 0 : 1;
    }

    @Override
    public Parts assemble(Weights weights) {
        Tensor table = weights.get("model.embed_tokens.weight");
        return new Parts(
                (ids, pass) -> variant.gemma() ? table.embed(ids).mul(embeddingScale(table)) : table.embed(ids),
                blocks(layer -> block(layer, weights)),
                norm("model.norm", weights),
                tied ? weights.tiedTo("model.embed_tokens") : weights.linear("lm_head"));
    }

    private Block block(int layer, Weights weights) {
        String prefix = prefix(layer);
        String attention = prefix + "self_attn.";
        String feedForward = prefix + "mlp.";
        Heads.Projection projection = Heads.apart(
                weights.linear(attention + "q_proj"),
                weights.linear(attention + "k_proj"),
                weights.linear(attention + "v_proj"),
                dimensions.headWidth());
        if (variant.headNorms()) {
            projection = projection.normed(norm(attention + "q_norm", weights), norm(attention + "k_norm", weights));
        }
        return Block.sequential(
                norm(prefix + "input_layernorm", weights),
                new SelfAttention(layer, projection, weights.linear(attention + "o_proj")),
                norm(prefix + "post_attention_layernorm", weights),
                FeedForward.gated(
                        weights.linear(feedForward + "gate_proj"),
                        weights.linear(feedForward + "up_proj"),
                        activation,
                        weights.linear(feedForward + "down_proj")));
    }

    private Norm norm(String name, Weights weights) {
        if (!variant.gemma()) {
            return weights.rmsNorm(name, eps);
        }
        Tensor weight = weights.get(name + ".weight");
        return x -> x.rmsNorm(weight.add(1), eps);
    }

    /** √D, rounded as the weights are. */
    private double embeddingScale(Tensor table) {
        double scale = Math.sqrt(dimensions.width());
        return switch (table.dtype()) {
            case BFLOAT16 -> Float.intBitsToFloat(Math.round(Float.floatToIntBits((float) scale) / 65536f) << 16);
            default -> scale;
        };
    }
}
