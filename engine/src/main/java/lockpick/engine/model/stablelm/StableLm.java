package lockpick.engine.model.stablelm;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
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
 * StableLM: layer norms, a share of each head rotary, gated feed-forward.
 *
 * @param config config.json
 * @param dimensions sizes
 * @param eps of the norms
 * @param rotaryFrequencies radians a position
 * @param inputBias whether queries, keys and values have a bias
 * @param headNorms whether each head's queries and keys have a norm of their own, without shift
 * @param parallel whether attention and feed-forward read the same input, through one norm
 * @param tied whether the head's matrix is the embedding
 */
public record StableLm(
        ConfigJson config,
        Dimensions dimensions,
        double eps,
        float[] rotaryFrequencies,
        boolean inputBias,
        boolean headNorms,
        boolean parallel,
        boolean tied)
        implements Architecture {

    /** @throws lockpick.engine.checkpoint.CheckpointException if the config asks for something that is not supported */
    public static StableLm read(ConfigJson config) {
        Set<String> understood = RotaryScaling.keysAnd(
                "model_type",
                "vocab_size",
                "hidden_size",
                "num_hidden_layers",
                "num_attention_heads",
                "num_key_value_heads",
                "intermediate_size",
                "max_position_embeddings",
                "hidden_act",
                "layer_norm_eps",
                "partial_rotary_factor",
                "use_qkv_bias",
                "qk_layernorm",
                "use_parallel_residual",
                "tie_word_embeddings");
        config.refuseUnknown(understood);
        config.refuseUnless("hidden_act", "silu");
        int width = config.integer("hidden_size");
        int heads = config.integer("num_attention_heads");
        int keyValueHeads = config.integer("num_key_value_heads");
        config.refuseIf(width % heads != 0, "hidden_size", "a multiple of num_attention_heads");
        config.refuseIf(heads % keyValueHeads != 0, "num_key_value_heads", "a divisor of num_attention_heads");
        ConfigJson rotary = config.object("rope_parameters").orElse(config); // where newer files have the share
        double share = rotary.number("partial_rotary_factor", config.number("partial_rotary_factor", 0.25));
        int rotaryDims = RotaryScaling.dims(config, "partial_rotary_factor", share, width / heads);
        Dimensions dimensions = new Dimensions(
                config.integer("vocab_size"),
                width,
                config.integer("num_hidden_layers"),
                heads,
                keyValueHeads,
                width / heads,
                config.integer("intermediate_size"),
                config.integer("max_position_embeddings"));
        return new StableLm(
                config,
                dimensions,
                config.number("layer_norm_eps", 1e-5),
                RotaryScaling.frequencies(config, 10_000, rotaryDims),
                config.truth("use_qkv_bias", false),
                config.truth("qk_layernorm", false),
                config.truth("use_parallel_residual", false),
                config.truth("tie_word_embeddings", false));
    }

    @Override
    public BlockForm blockForm() {
        return new BlockForm(parallel ? 1 : 2, true, headNorms, true);
    }

    @Override
    public List<Spec> specs() {
        int width = dimensions.width();
        SpecList specs = new SpecList().add("model.embed_tokens.weight", dimensions.vocabulary(), width);
        for (int layer = 0; layer < dimensions.layers(); layer++) {
            String prefix = prefix(layer);
            String attention = prefix + "self_attn.";
            specs.linear(attention + "q_proj", dimensions.queryWidth(), width, inputBias)
                    .linear(attention + "k_proj", dimensions.keyValueWidth(), width, inputBias)
                    .linear(attention + "v_proj", dimensions.keyValueWidth(), width, inputBias)
                    .linear(attention + "o_proj", width, dimensions.queryWidth(), false);
            if (headNorms) {
                headNormNames(attention + "q_layernorm", dimensions.heads())
                        .forEach(name -> specs.add(name, dimensions.headWidth()));
                headNormNames(attention + "k_layernorm", dimensions.keyValueHeads())
                        .forEach(name -> specs.add(name, dimensions.headWidth()));
            }
            specs.linear(prefix + "mlp.gate_proj", dimensions.inner(), width, false)
                    .linear(prefix + "mlp.up_proj", dimensions.inner(), width, false)
                    .linear(prefix + "mlp.down_proj", width, dimensions.inner(), false)
                    .norm(prefix + "input_layernorm", width, true);
            if (!parallel) {
                specs.norm(prefix + "post_attention_layernorm", width, true);
            }
        }
        specs.norm("model.norm", width, true);
        return tied
                ? specs.list()
                : specs.linear("lm_head", dimensions.vocabulary(), width, false).list();
    }

    private static String prefix(int layer) {
        return "model.layers." + layer + ".";
    }

    private static List<String> headNormNames(String norms, int heads) {
        return IntStream.range(0, heads)
                .mapToObj(head -> norms + ".norms." + head + ".weight")
                .toList();
    }

    @Override
    public Optional<String> weightStoredAs(String name) {
        boolean unused = name.endsWith("rotary_emb.inv_freq") || tied && name.equals("lm_head.weight");
        return unused ? Optional.empty() : Optional.of(name);
    }

    @Override
    public Parts assemble(Weights weights) {
        Tensor table = weights.get("model.embed_tokens.weight");
        return new Parts(
                (ids, pass) -> table.embed(ids),
                blocks(layer -> block(layer, weights)),
                weights.layerNorm("model.norm", eps),
                tied ? weights.tiedTo("model.embed_tokens") : weights.linear("lm_head"));
    }

    private Block block(int layer, Weights weights) {
        String prefix = prefix(layer);
        Norm norm = weights.layerNorm(prefix + "input_layernorm", eps);
        SelfAttention attention = new SelfAttention(
                layer, projection(prefix + "self_attn.", weights), weights.linear(prefix + "self_attn.o_proj"));
        FeedForward feedForward = FeedForward.gated(
                weights.linear(prefix + "mlp.gate_proj"),
                weights.linear(prefix + "mlp.up_proj"),
                Activation.SILU,
                weights.linear(prefix + "mlp.down_proj"));
        return parallel
                ? Block.parallel(norm, attention, feedForward)
                : Block.sequential(
                        norm, attention, weights.layerNorm(prefix + "post_attention_layernorm", eps), feedForward);
    }

    private Heads.Projection projection(String attention, Weights weights) {
        Heads.Projection projection = Heads.apart(
                weights.linear(attention + "q_proj"),
                weights.linear(attention + "k_proj"),
                weights.linear(attention + "v_proj"),
                dimensions.headWidth());
        return headNorms
                ? projection.normed(
                        headNorm(headNormNames(attention + "q_layernorm", dimensions.heads()), weights),
                        headNorm(headNormNames(attention + "k_layernorm", dimensions.keyValueHeads()), weights))
                : projection;
    }

    /** A scale for each head, [T, B, heads, d] in and out. */
    private Norm headNorm(List<String> names, Weights weights) {
        Tensor[] scales = names.stream().map(weights::get).toArray(Tensor[]::new);
        return x -> x.layerNorm(eps).mul(Tensor.cat(0, scales).view(scales.length, dimensions.headWidth()));
    }
}
