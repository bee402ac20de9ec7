package lockpick.engine.model.gptneox;

import lockpick.engine.model.Attention;
import lockpick.engine.nn.KvCache;
import lockpick.engine.nn.Parameters;
import lockpick.engine.nn.RotaryEmbedding.Turns;
import lockpick.engine.tensor.Tensor;

/** One block: attention and feed-forward, side by side on the same input or one after the other. */
final class GptNeoXLayer {

    private final GptNeoXConfig config;
    private final int index;
    private final Tensor attentionNorm;
    private final Tensor attentionNormBias;
    private final Tensor feedForwardNorm;
    private final Tensor feedForwardNormBias;
    private final Tensor queryKeyValue;
    private final Tensor queryKeyValueBias;
    private final Tensor dense;
    private final Tensor denseBias;
    private final Tensor up;
    private final Tensor upBias;
    private final Tensor down;
    private final Tensor downBias;

    GptNeoXLayer(GptNeoXConfig config, int index, Parameters weights) {
        this.config = config;
        this.index = index;
        String prefix = GptNeoXWeights.layerPrefix(index);
        attentionNorm = weights.get(prefix + "input_layernorm.weight");
        attentionNormBias = weights.get(prefix + "input_layernorm.bias");
        feedForwardNorm = weights.get(prefix + "post_attention_layernorm.weight");
        feedForwardNormBias = weights.get(prefix + "post_attention_layernorm.bias");
        queryKeyValue = weights.get(prefix + "attention.query_key_value.weight");
        queryKeyValueBias = weights.get(prefix + "attention.query_key_value.bias");
        dense = weights.get(prefix + "attention.dense.weight");
        denseBias = weights.get(prefix + "attention.dense.bias");
        up = weights.get(prefix + "mlp.dense_h_to_4h.weight");
        upBias = weights.get(prefix + "mlp.dense_h_to_4h.bias");
        down = weights.get(prefix + "mlp.dense_4h_to_h.weight");
        downBias = weights.get(prefix + "mlp.dense_4h_to_h.bias");
    }

    Tensor forward(Tensor x, Turns turns, Attention attention) { // (T, B, D) -> (T, B, D)
        Tensor attended = x.add(attend(x, turns, attention));
        return attended.add(feedForward(config.parallelResidual() ? x : attended));
    }

    private Tensor attend(Tensor x, Turns turns, Attention attention) {
        long tokens = x.size(0);
        long rows = x.size(1);
        int headWidth = config.headWidth();
        Tensor[] heads = x.layerNorm(attentionNorm, attentionNormBias, config.layerNormEps())
                .linear(queryKeyValue, queryKeyValueBias)
                .view(tokens, rows, config.numAttentionHeads(), 3 * headWidth) // each head: query, key, value
                .split(-1, headWidth, headWidth, headWidth);
        Tensor query = turns.turn(heads[0]).permute(1, 2, 0, 3); // (B, H, T, d)
        Tensor key = turns.turn(heads[1]).permute(1, 2, 0, 3);
        Tensor value = heads[2].permute(1, 2, 0, 3);
        Tensor mixed = switch (attention) {
            case Attention.Causal causal -> Tensor.attention(query, key, value, null, true);
            case Attention.Masked masked -> Tensor.attention(query, key, value, masked.mask(), false);
            case Attention.Cached cached -> {
                KvCache.Entries seen = cached.cache().append(index, key, value);
                yield Tensor.attention(query, seen.keys(), seen.values(), cached.mask(), false);
            }
        };
        return mixed.permute(2, 0, 1, 3)
                .reshape(tokens, rows, config.hiddenSize())
                .linear(dense, denseBias);
    }

    private Tensor feedForward(Tensor x) {
        Tensor inner = x.layerNorm(feedForwardNorm, feedForwardNormBias, config.layerNormEps())
                .linear(up, upBias); // (T, B, 4D)
        Tensor active = switch (config.activation()) {
            case GELU -> inner.gelu();
            case GELU_TANH -> inner.geluTanh();
        };
        return active.linear(down, downBias);
    }
}
