package lockpick.engine.model.gpt2;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.model.Architecture;
import lockpick.engine.model.BlockForm;
import lockpick.engine.model.Dimensions;
import lockpick.engine.model.SpecList;
import lockpick.engine.model.Weights;
import lockpick.engine.nn.Activation;
import lockpick.engine.nn.Block;
import lockpick.engine.nn.FeedForward;
import lockpick.engine.nn.Heads;
import lockpick.engine.nn.Linear;
import lockpick.engine.nn.Parameters.Spec;
import lockpick.engine.nn.SelfAttention;
import lockpick.engine.tensor.Tensor;

/**
 * GPT-2: learned positions, layer norms, a tied head, and matrices stored with the input first.
 *
 * @param config config.json
 * @param dimensions sizes
 * @param activation of the feed-forward layer
 * @param eps of the norms
 */
public record Gpt2(ConfigJson config, Dimensions dimensions, Activation activation, double eps)
        implements Architecture {

    private static final String PREFIX = "transformer.";

    /** @throws lockpick.engine.checkpoint.CheckpointException if the config asks for something that is not supported */
    public static Gpt2 read(ConfigJson config) {
        config.refuseUnknown(Set.of(
                "model_type",
                "vocab_size",
                "n_embd",
                "n_layer",
                "n_head",
                "n_inner",
                "n_positions",
                "n_ctx",
                "activation_function",
                "layer_norm_epsilon",
                "tie_word_embeddings",
                "scale_attn_weights",
                "scale_attn_by_inverse_layer_idx",
                "reorder_and_upcast_attn",
                "add_cross_attention"));
        config.refuseUnless("tie_word_embeddings", true);
        config.refuseUnless("scale_attn_weights", true);
        config.refuseUnless("scale_attn_by_inverse_layer_idx", false);
        config.refuseUnless("reorder_and_upcast_attn", false);
        config.refuseUnless("add_cross_attention", false);
        config.refuseUnless("activation_function", "gelu", "gelu_new", "gelu_fast", "gelu_pytorch_tanh");
        int width = config.integer("n_embd");
        int heads = config.integer("n_head");
        config.refuseIf(width % heads != 0, "n_embd", "a multiple of n_head");
        Dimensions dimensions = new Dimensions(
                config.integer("vocab_size"),
                width,
                config.integer("n_layer"),
                heads,
                heads,
                width / heads,
                config.integer("n_inner", 4 * width),
                config.integer("n_positions"));
        Activation activation =
                Activation.named(config.text("activation_function", "gelu_new")).orElseThrow();
        return new Gpt2(config, dimensions, activation, config.number("layer_norm_epsilon", 1e-5));
    }

    @Override
    public float[] rotaryFrequencies() {
        return new float[0];
    }

    @Override
    public BlockForm blockForm() {
        return new BlockForm(2, true, false, false);
    }

    @Override
    public List<Spec> specs() {
        int width = dimensions.width();
        SpecList specs = new SpecList()
                .add(PREFIX + "wte.weight", dimensions.vocabulary(), width)
                .add(PREFIX + "wpe.weight", dimensions.maxTokens(), width);
        for (int layer = 0; layer < dimensions.layers(); layer++) {
            String prefix = prefix(layer);
            specs.norm(prefix + "ln_1", width, true);
            inputFirst(specs, prefix + "attn.c_attn", width, 3 * width);
            inputFirst(specs, prefix + "attn.c_proj", width, width);
            specs.norm(prefix + "ln_2", width, true);
            inputFirst(specs, prefix + "mlp.c_fc", width, dimensions.inner());
            inputFirst(specs, prefix + "mlp.c_proj", dimensions.inner(), width);
        }
        return specs.norm(PREFIX + "ln_f", width, true).list();
    }

    private static void inputFirst(SpecList specs, String layer, long in, long out) {
        specs.add(layer + ".weight", in, out).add(layer + ".bias", out);
    }

    private static String prefix(int layer) {
        return PREFIX + "h." + layer + ".";
    }

    /** Older files leave the prefix away, and store masks and the tied head. */
    @Override
    public Optional<String> weightStoredAs(String name) {
        if (name.endsWith(".attn.bias") || name.endsWith(".attn.masked_bias") || name.equals("lm_head.weight")) {
            return Optional.empty();
        }
        return Optional.of(name.startsWith(PREFIX) ? name : PREFIX + name);
    }

    @Override
    public Parts assemble(Weights weights) {
        Tensor words = weights.get(PREFIX + "wte.weight");
        Tensor places = weights.get(PREFIX + "wpe.weight");
        return new Parts(
                (ids, pass) -> words.embed(ids)
                        .add(places.embed(pass.positions(ids.size(0)).transpose(0, 1))),
                blocks(layer -> block(layer, weights)),
                weights.layerNorm(PREFIX + "ln_f", eps),
                weights.tiedTo(PREFIX + "wte"));
    }

    private Block block(int layer, Weights weights) {
        String prefix = prefix(layer);
        Linear queryKeyValue = weights.inputFirst(prefix + "attn.c_attn");
        return Block.sequential(
                weights.layerNorm(prefix + "ln_1", eps),
                new SelfAttention(
                        layer, x -> heads(queryKeyValue.apply(x)), weights.inputFirst(prefix + "attn.c_proj")),
                weights.layerNorm(prefix + "ln_2", eps),
                FeedForward.plain(
                        weights.inputFirst(prefix + "mlp.c_fc"),
                        activation,
                        weights.inputFirst(prefix + "mlp.c_proj")));
    }

    /** All queries, then all keys, then all values. */
    private Heads heads(Tensor projected) { // (T, B, 3 D)
        Tensor[] parts = projected
                .view(projected.size(0), projected.size(1), 3L * dimensions.heads(), dimensions.headWidth())
                .split(2, dimensions.heads(), dimensions.heads(), dimensions.heads());
        return new Heads(parts[0], parts[1], parts[2]);
    }
}
