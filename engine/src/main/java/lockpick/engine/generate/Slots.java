package lockpick.engine.generate;

import java.util.List;
import lockpick.engine.model.Decoder;
import lockpick.engine.nn.Attention;
import lockpick.engine.nn.KvCache;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/** A cache, and passes over it. */
final class Slots implements AutoCloseable {

    private final Decoder model;
    private final KvCache cache;

    /** Tokens {@code from} to {@code to} of a row, the latter excluded; those before are in the cache. */
    record Stretch(int[] tokens, int from, int to) {}

    Slots(Decoder model, int slots, int capacity) {
        this.model = model;
        this.cache = model.newCache(slots, capacity);
    }

    /**
     * Reads stretches of rows, each into its slot.
     *
     * @param slots [B] the slot of each row, none twice; rows for which there is no stretch are blank
     * @param width T, tokens of each row, padding included
     * @param seen entries of a slot that are looked at
     * @return what the model makes of them, [B, T, D]
     */
    Tensor read(List<Stretch> stretches, long[] slots, int width, int seen) {
        Reading reading = reading(stretches, slots, width, seen);
        return model.hidden(reading.ids(), reading.attention());
    }

    /** The same, where only what later tokens need is wanted. */
    void fill(List<Stretch> stretches, long[] slots, int width, int seen) {
        try (var scope = TensorScope.open()) {
            Reading reading = reading(stretches, slots, width, seen);
            model.fill(reading.ids(), reading.attention());
        }
    }

    private record Reading(Tensor ids, Attention.Cached attention) {}

    private Reading reading(List<Stretch> stretches, long[] slots, int width, int seen) {
        long[] ids = new long[slots.length * width];
        long[] positions = new long[slots.length * width];
        for (int row = 0; row < slots.length; row++) {
            Stretch stretch = row < stretches.size() ? stretches.get(row) : new Stretch(new int[0], 0, 0);
            for (int t = 0; t < width; t++) {
                int position = stretch.from() + t;
                ids[row * width + t] = position < stretch.to() ? stretch.tokens()[position] : 0;
                positions[row * width + t] = position;
            }
        }
        return new Reading(
                onDevice(ids, slots.length, width),
                new Attention.Cached(
                        cache, onDevice(slots, slots.length), onDevice(positions, slots.length, width), seen));
    }

    /**
     * Reads one token of every row, row i into slot i, and looks at all of each slot.
     *
     * @return [B, D]
     */
    Tensor readNewest(long[] ids, long[] positions) {
        int rows = ids.length;
        Attention attention = new Attention.Cached(cache, null, onDevice(positions, rows, 1), cache.capacity());
        return model.hidden(onDevice(ids, rows, 1), attention).select(1, 0);
    }

    /** Copies the first entries of slots into others. */
    void copy(long[] from, long[] to, int length) {
        if (from.length > 0 && length > 0) {
            try (var scope = TensorScope.open()) {
                cache.copy(onDevice(from, from.length), onDevice(to, to.length), length);
            }
        }
    }

    private Tensor onDevice(long[] numbers, long... shape) {
        return Tensor.of(numbers, shape).to(model.device());
    }

    @Override
    public void close() {
        cache.close();
    }
}
