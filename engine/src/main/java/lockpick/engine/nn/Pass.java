package lockpick.engine.nn;

import java.util.Objects;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** One forward pass as its layers see it: where tokens stand, what they see, where keys and values go. */
public final class Pass {

    private final Attention attention;
    private final RotaryEmbedding.@Nullable Turns turns;
    private final @Nullable Tensor mask; // null: causal
    private final @Nullable Tensor entries; // of the cache, for the new tokens
    private final Device device;

    /**
     * @param rotary null where positions are not turned into the heads
     * @param window tokens that each sees, itself included; 0 for all
     * @param dtype element type of queries
     */
    public Pass(
            Attention attention,
            long tokens,
            @Nullable RotaryEmbedding rotary,
            int window,
            DType dtype,
            Device device) {
        this.attention = attention;
        this.device = device;
        switch (attention) {
            case Attention.Causal causal -> {
                turns = rotary == null ? null : rotary.span(tokens);
                mask = causalMask(tokens, window, dtype, device);
                entries = null;
            }
            case Attention.Masked masked -> {
                turns = rotary == null ? null : rotary.at(masked.positions(), tokens);
                Tensor given = masked.mask().to(dtype);
                mask = window == 0 ? given : given.add(near(masked.positions(), masked.positions(), window, dtype));
                entries = null;
            }
            case Attention.Cached cached -> {
                boolean all = seesAll(cached, tokens);
                turns = rotary == null
                        ? null
                        : all ? rotary.span(tokens) : rotary.at(cached.positions(), cached.seen());
                mask = all
                        ? causalMask(tokens, window, dtype, device)
                        : mask(cached.positions(), cached.seen(), window, dtype);
                entries = entries(cached);
            }
        }
    }

    /** Whether rows see nothing but what is read in this pass, so that the cache need not be. */
    private static boolean seesAll(Attention.Cached cached, long tokens) {
        return cached.seen() == tokens;
    }

    private static @Nullable Tensor causalMask(long tokens, int window, DType dtype, Device device) {
        return window == 0 || tokens <= window ? null : mask(counted(tokens, device), tokens, window, dtype);
    }

    private static Tensor counted(long tokens, Device device) {
        return Tensor.counting(tokens, device).view(1, tokens);
    }

    /** [B, 1, T, S]: what tokens at these positions [B, T] see of the S first of their row. */
    private static Tensor mask(Tensor positions, long seen, int window, DType dtype) {
        Tensor places = counted(seen, positions.device()).view(1, 1, 1, seen);
        Tensor own = positions.unsqueeze(1).unsqueeze(3);
        Tensor earlier = places.atMost(own);
        return (window == 0 ? earlier : earlier.and(places.greater(own.add(-window)))).asMask(dtype);
    }

    /** [B, 1, T, S]: hides what is a window or more before. */
    private static Tensor near(Tensor positions, Tensor places, int window, DType dtype) {
        Tensor own = positions.unsqueeze(1).unsqueeze(3);
        return places.unsqueeze(1).unsqueeze(1).greater(own.add(-window)).asMask(dtype);
    }

    private static Tensor entries(Attention.Cached cached) {
        Tensor positions = cached.positions();
        Tensor slots = cached.slots() == null ? Tensor.counting(positions.size(0), positions.device()) : cached.slots();
        return cached.cache().entries(slots, positions);
    }

    /** Lets heads attend; returns [T, B, H · d]. */
    Tensor attend(int layer, Heads heads) {
        Tensor query = turned(heads.query()); // (T, B, H, d)
        Tensor key = turned(heads.key());
        Tensor value = heads.value();
        if (attention instanceof Attention.Cached cached) {
            cached.cache().write(layer, Objects.requireNonNull(entries), key, value);
            if (!seesAll(cached, query.size(0))) {
                KvCache.Entries seen = cached.cache().read(layer, cached.slots(), query.size(1), cached.seen());
                return mix(query, seen.keys(), seen.values());
            }
        }
        return mix(query, key.permute(1, 2, 0, 3), value.permute(1, 2, 0, 3));
    }

    /** Puts keys and values into the cache, as those that attend do too. */
    void store(int layer, Heads heads) {
        if (!(attention instanceof Attention.Cached cached)) {
            throw new IllegalStateException("store: the pass has no cache");
        }
        cached.cache().write(layer, Objects.requireNonNull(entries), turned(heads.key()), heads.value());
    }

    /** Where tokens stand, [B, T], or [1, T] where all rows stand alike. */
    public Tensor positions(long tokens) {
        return switch (attention) {
            case Attention.Causal causal -> counted(tokens, device);
            case Attention.Masked masked -> masked.positions();
            case Attention.Cached cached -> cached.positions();
        };
    }

    private Tensor turned(Tensor heads) {
        return turns == null ? heads : turns.turn(heads);
    }

    /** [T, B, H, d], [B, K, S, d], [B, K, S, d] → [T, B, H · d]. */
    private Tensor mix(Tensor query, Tensor keys, Tensor values) {
        long[] shape = query.shape();
        long width = shape[2] * shape[3];
        if (shape[0] == 1 && shape[2] != keys.size(1)) { // one token: the heads that share keys stand in for tokens
            Tensor shared = query.view(shape[1], keys.size(1), -1, shape[3]);
            return Tensor.attention(shared, keys, values, mask, false).reshape(1, shape[1], width);
        }
        return Tensor.attention(query.permute(1, 2, 0, 3), keys, values, mask, mask == null)
                .permute(2, 0, 1, 3)
                .reshape(shape[0], shape[1], width);
    }
}
