package lockpick.engine.generate;

import java.util.function.Supplier;
import lockpick.engine.generate.Backlog.Waiting;
import lockpick.engine.generate.Generator.Request;
import lockpick.engine.model.Decoder;

/**
 * Completions whose requests come one by one, from any thread. Whoever comes while others are being written joins them; the
 * bits are those of {@link Generator#generate}, whoever that is.
 */
public final class OpenBatch {

    private final Decoder model;
    private final int capacity;
    private final Supplier<Pool> pools;
    private final Backlog backlog = new Backlog();

    /** @param pools makes a pool of this capacity */
    OpenBatch(Decoder model, int capacity, Supplier<Pool> pools) {
        this.model = model;
        this.capacity = capacity;
        this.pools = pools;
    }

    /**
     * Adds a request, to be written by whoever works here.
     *
     * @throws IllegalArgumentException if it wants another capacity
     */
    public void add(Request request, int maxNewTokens, Listener listener) {
        Prefill prefill = Prefill.of(request, maxNewTokens, model.maxTokens());
        if (prefill.capacity() != capacity) {
            throw new IllegalArgumentException(
                    "open batch: a prompt of " + request.prompt().length + " tokens and " + maxNewTokens
                            + " new ones want a capacity of " + prefill.capacity() + ", and this has " + capacity);
        }
        backlog.add(prefill, new Waiting(request, maxNewTokens, listener));
    }

    /** Whether requests wait to be begun. */
    public boolean hasWaiting() {
        return !backlog.isEmpty();
    }

    /**
     * Writes on this thread, until nobody waits and all that was begun here is over.
     *
     * @param threads how many share the work; each calls this
     */
    public void work(int threads) {
        if (hasWaiting()) {
            SideBySide.run(1, () -> {
                try (Pool pool = pools.get()) {
                    pool.work(backlog, threads);
                }
            });
        }
    }
}
