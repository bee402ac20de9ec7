package lockpick.engine.nn;

import java.util.ArrayList;
import java.util.List;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.ShapeException;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values of the tokens that rows have seen, so that each new token costs one token's work. It has slots, one for
 * each row in work, and every slot has the same number of entries, one for each position; which of them count is the
 * reader's affair, so that a slot can be given to another row at any time.
 */
public final class KvCache implements AutoCloseable {

    private final TensorScope memory = TensorScope.owner();
    private final List<Tensor> keys =
            new ArrayList<>(); // per layer (slots, K, capacity, d): a head's are read in a stretch
    private final List<Tensor> values = new ArrayList<>();
    private final int heads;
    private final int capacity;

    /** Room for {@code capacity} tokens in each of {@code slots} slots. All entries start as zeros, which are finite. */
    public KvCache(int layers, int slots, int capacity, int heads, int headWidth, DType dtype, Device device) {
        this.heads = heads;
        this.capacity = capacity;
        try (var scope = TensorScope.open()) {
            for (int layer = 0; layer < layers; layer++) {
                keys.add(memory.keep(Tensor.zeros(dtype, device, slots, heads, capacity, headWidth)));
                values.add(memory.keep(Tensor.zeros(dtype, device, slots, heads, capacity, headWidth)));
            }
        }
    }

    /** Keys and values of some slots, each [B, K, S, d]. */
    public record Entries(Tensor keys, Tensor values) {}

    /**
     * Where new tokens are to be stored.
     *
     * @param slots [B] INT64, of the rows
     * @param positions [B, T] INT64
     * @return [T · B · K] INT64, different for different tokens
     */
    Tensor entries(Tensor slots, Tensor positions) {
        Tensor headOfSlot = slots.mul(heads).unsqueeze(1).add(Tensor.counting(heads, slots.device())); // (B, K)
        return positions
                .transpose(0, 1)
                .unsqueeze(2)
                .add(headOfSlot.mul(capacity))
                .reshape(-1);
    }

    /**
     * Stores new tokens of a layer.
     *
     * @param entries [T · B · K]
     * @param key [T, B, K, d]
     * @param value [T, B, K, d]
     */
    void write(int layer, Tensor entries, Tensor key, Tensor value) {
        write(keys.get(layer), entries, key);
        write(values.get(layer), entries, value);
    }

    private static void write(Tensor stored, Tensor entries, Tensor tokens) {
        long width = stored.size(3);
        stored.view(-1, width).indexCopy_(0, entries, tokens.reshape(-1, width));
    }

    /**
     * The first entries of some slots.
     *
     * @param slots [B]; null for a view of the first {@code rows} slots
     * @param seen how many entries
     */
    Entries read(int layer, @Nullable Tensor slots, long rows, int seen) {
        return new Entries(read(keys.get(layer), slots, rows, seen), read(values.get(layer), slots, rows, seen));
    }

    private Tensor read(Tensor stored, @Nullable Tensor slots, long rows, int seen) {
        if (seen > capacity || rows > stored.size(0)) {
            throw new ShapeException("KvCache: " + rows + " rows of " + seen + " tokens are asked of " + stored);
        }
        return slots == null
                ? stored.narrow(0, 0, rows).narrow(2, 0, seen)
                : stored.narrow(2, 0, seen).indexSelect(0, slots);
    }

    /**
     * Copies the first entries of slots into others, in all layers.
     *
     * @param from [N] INT64
     * @param to [N] INT64, none twice and none of {@code from}
     * @param length how many entries
     */
    public void copy(Tensor from, Tensor to, int length) {
        for (List<Tensor> stored : List.of(keys, values)) {
            for (Tensor layer : stored) {
                try (var scope = TensorScope.open()) {
                    Tensor beginnings = layer.narrow(2, 0, length);
                    beginnings.indexCopy_(0, to, beginnings.indexSelect(0, from));
                }
            }
        }
    }

    /** Entries of a slot. */
    public int capacity() {
        return capacity;
    }

    @Override
    public void close() {
        memory.close();
    }
}
