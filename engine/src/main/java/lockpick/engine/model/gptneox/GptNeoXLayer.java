package lockpick.engine.model.gptneox;

import lockpick.engine.model.Attention;
import lockpick.engine.nn.KvCache;
import lockpick.engine.nn.Parameters;
import lockpick.engine.nn.RotaryEmbedding;
import lockpick.engine.nn.RotaryEmbedding.Angles;
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

    Tensor forward(Tensor x, Angles angles, Attention attention) { // (B, T, D) -> (B, T, D)
        Tensor attended = x.add(attend(x, angles, attention));
        return attended.add(feedForward(config.parallelResidual() ? x : attended));
    }

    private Tensor attend(Tensor x, Angles angles, Attention attention) {
        long rows = x.size(0);
        long tokens = x.size(1);
        int headWidth = config.headWidth();
        long half = config.rotaryDims() / 2;
        long rest = headWidth - 2 * half;
        Tensor normed = x.layerNorm(attentionNorm, attentionNormBias, config.layerNormEps());
        Tensor heads = normed.linear(queryKeyValue, queryKeyValueBias)
                .view(rows, tokens, config.numAttentionHeads(), 3 * headWidth); // each head: query, key, value
        Tensor[] parts = heads.split(-1, half, half, rest, half, half, rest, headWidth);
        Tensor query = RotaryEmbedding.turn(parts[0], parts[1], rest == 0 ? null : parts[2], angles)
                .transpose(1, 2); // (B, H, T, d)
        Tensor key = RotaryEmbedding.turn(parts[3], parts[4], rest == 0 ? null : parts[5], angles)
                .transpose(1, 2);
        Tensor value = parts[6].transpose(1, 2);
        Tensor mixed = switch (attention) {
            case Attention.Causal causal -> Tensor.attention(query, key, value, null, true);
            case Attention.Masked masked -> Tensor.attention(query, key, value, masked.mask(), false);
            case Attention.Cached cached -> {
                KvCache.Entries seen = cached.cache().append(index, key, value);
                yield Tensor.attention(query, seen.keys(), seen.values(), cached.mask(), false);
            }
        };
        return mixed.transpose(1, 2).reshape(rows, tokens, config.hiddenSize()).linear(dense, denseBias);
    }

    private Tensor feedForward(Tensor x) {
        Tensor inner = x.layerNorm(feedForwardNorm, feedForwardNormBias, config.layerNormEps())
                .linear(up, upBias); // (B, T, 4D)
        Tensor active = switch (config.activation()) {
            case GELU -> inner.gelu();
            case GELU_TANH -> inner.geluTanh();
        };
        return active.linear(down, downBias);
    }
}
