package lockpick.engine.model;

import lockpick.engine.nn.KvCache;
import lockpick.engine.nn.Parameters;
import lockpick.engine.tensor.Tensor;

/** A decoder-only transformer. Owns its weights; close it to free them. */
public interface Decoder extends AutoCloseable {

    /**
     * What the model makes of each token, after the last norm.
     *
     * @param ids token ids [B, T]
     * @return [B, T, D]
     */
    Tensor hidden(Tensor ids, Attention attention);

    /**
     * Scores of every next token.
     *
     * @param hidden [..., D]
     * @return [..., V]
     */
    Tensor logits(Tensor hidden);

    Parameters parameters();

    /** An empty cache that fits this model. */
    KvCache newCache(int rows, int capacity);

    int vocabulary();

    /** Most tokens a row may have. */
    int maxTokens();

    @Override
    void close();
}
