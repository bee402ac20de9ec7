package lockpick.engine.embed;

import lockpick.engine.nn.LayerNorm;
import lockpick.engine.nn.Linear;
import lockpick.engine.tensor.Tensor;

/** A layer of BERT (Devlin et al., 2019): each token attends to all, normalized after each addition. */
record EncoderLayer(
        Linear query,
        Linear key,
        Linear value,
        Linear output,
        LayerNorm attentionNorm,
        Linear up,
        Linear down,
        LayerNorm outputNorm,
        int heads) {

    /** [T, D] → [T, D]. */
    Tensor apply(Tensor x) {
        Tensor attended =
                Tensor.attention(split(query.apply(x)), split(key.apply(x)), split(value.apply(x)), null, false);
        long tokens = x.size(0);
        Tensor joined = attended.transpose(1, 2).reshape(tokens, x.size(1)); // [T, D]
        Tensor middle = attentionNorm.apply(x.add(output.apply(joined)));
        return outputNorm.apply(middle.add(down.apply(up.apply(middle).gelu())));
    }

    /** [T, D] → [1, H, T, D/H]. */
    private Tensor split(Tensor x) {
        return x.reshape(1, x.size(0), heads, x.size(1) / heads).transpose(1, 2);
    }
}
