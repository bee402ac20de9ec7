package lockpick.engine.model.gptneox;

import java.util.ArrayList;
import java.util.List;
import lockpick.engine.model.Attention;
import lockpick.engine.model.Decoder;
import lockpick.engine.nn.KvCache;
import lockpick.engine.nn.Parameters;
import lockpick.engine.nn.RotaryEmbedding;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;

/** A GPT-NeoX decoder. */
public final class GptNeoX implements Decoder {

    private final GptNeoXConfig config;
    private final Parameters weights;
    private final RotaryEmbedding rotary;
    private final List<GptNeoXLayer> layers = new ArrayList<>();
    private final Tensor embedding;
    private final Tensor finalNorm;
    private final Tensor finalNormBias;
    private final Tensor head;

    private GptNeoX(GptNeoXConfig config, Parameters weights) {
        this.config = config;
        this.weights = weights;
        this.rotary = new RotaryEmbedding(
                config.headWidth(), config.rotaryDims(), config.rotaryBase(), config.maxPositions());
        for (int layer = 0; layer < config.numHiddenLayers(); layer++) {
            layers.add(new GptNeoXLayer(config, layer, weights));
        }
        this.embedding = weights.get("gpt_neox.embed_in.weight");
        this.finalNorm = weights.get("gpt_neox.final_layer_norm.weight");
        this.finalNormBias = weights.get("gpt_neox.final_layer_norm.bias");
        this.head = weights.get("embed_out.weight");
    }

    /** A decoder with random weights, the same for the same seed on every machine. */
    public static GptNeoX random(GptNeoXConfig config, Seed seed) {
        return new GptNeoX(config, GptNeoXWeights.random(config, seed));
    }

    /** A decoder whose weights are all zero, to be filled from a checkpoint. */
    public static GptNeoX blank(GptNeoXConfig config) {
        return new GptNeoX(config, new Parameters(DType.FLOAT32, GptNeoXWeights.specs(config)));
    }

    @Override
    public Tensor hidden(Tensor ids, Attention attention) {
        RotaryEmbedding.Turns turns = switch (attention) {
            case Attention.Causal causal -> rotary.span(0, ids.size(1));
            case Attention.Masked masked -> rotary.at(masked.positions());
            case Attention.Cached cached -> rotary.span(cached.cache().length(), ids.size(1));
        };
        Tensor x = embedding.embed(ids.transpose(0, 1)); // (T, B, D): all tokens of a position side by side
        for (GptNeoXLayer layer : layers) {
            x = layer.forward(x, turns, attention);
        }
        if (attention instanceof Attention.Cached cached) {
            cached.cache().advance(ids.size(1));
        }
        return x.layerNorm(finalNorm, finalNormBias, config.layerNormEps()).transpose(0, 1);
    }

    @Override
    public Tensor logits(Tensor hidden) {
        return hidden.linear(head, null);
    }

    @Override
    public KvCache newCache(int rows, int capacity) {
        return new KvCache(layers.size(), rows, config.numAttentionHeads(), capacity, config.headWidth());
    }

    public GptNeoXConfig config() {
        return config;
    }

    @Override
    public Parameters parameters() {
        return weights;
    }

    @Override
    public int vocabulary() {
        return config.vocabSize();
    }

    @Override
    public int maxTokens() {
        return config.maxPositions();
    }

    @Override
    public void close() {
        rotary.close();
        weights.close();
    }
}
