package lockpick.engine.nn;

import java.util.ArrayList;
import java.util.List;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.ShapeException;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/** Keys and values of the tokens that a batch has seen, so that each new token costs one token's work. */
public final class KvCache implements AutoCloseable {

    private final TensorScope memory = TensorScope.owner();
    private final List<Tensor> keys = new ArrayList<>(); // per layer (B, H, capacity, d)
    private final List<Tensor> values = new ArrayList<>();
    private final int capacity;
    private int length;

    /** Room for {@code capacity} tokens of each of {@code rows} rows. */
    public KvCache(int layers, int rows, int heads, int capacity, int headWidth) {
        this.capacity = capacity;
        try (var scope = TensorScope.open()) {
            for (int layer = 0; layer < layers; layer++) {
                keys.add(memory.keep(Tensor.uninitialized(DType.FLOAT32, rows, heads, capacity, headWidth)));
                values.add(memory.keep(Tensor.uninitialized(DType.FLOAT32, rows, heads, capacity, headWidth)));
            }
        }
    }

    /** Keys and values of all tokens up to the newest, each [B, H, S, d]; views of the cache. */
    public record Entries(Tensor keys, Tensor values) {}

    /**
     * Stores the newest tokens of a layer behind those that are there. {@link #advance} makes them count once every
     * layer has done so.
     *
     * @param key [B, H, T, d]
     * @param value [B, H, T, d]
     */
    public Entries append(int layer, Tensor key, Tensor value) {
        long tokens = key.size(2);
        Tensor cachedKeys = keys.get(layer);
        if (length + tokens > capacity || key.size(0) != cachedKeys.size(0)) {
            throw new ShapeException("KvCache: keys are " + key + " but the cache is " + cachedKeys + " with " + length
                    + " tokens in it; make it for batch " + key.size(0) + " and at least " + (length + tokens)
                    + " tokens");
        }
        cachedKeys.narrow(2, length, tokens).copy_(key);
        Tensor cachedValues = values.get(layer);
        cachedValues.narrow(2, length, tokens).copy_(value);
        return new Entries(cachedKeys.narrow(2, 0, length + tokens), cachedValues.narrow(2, 0, length + tokens));
    }

    /** Counts the tokens that every layer has just appended. */
    public void advance(long tokens) {
        length += (int) tokens;
    }

    /** Tokens of each row seen so far. */
    public int length() {
        return length;
    }

    /** Empties the cache; its memory stays. */
    public void clear() {
        length = 0;
    }

    @Override
    public void close() {
        memory.close();
    }
}
