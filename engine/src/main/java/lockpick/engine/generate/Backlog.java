package lockpick.engine.generate;

import java.nio.IntBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests for slots of one capacity that nobody has begun. Threads share it. */
final class Backlog {

    private final Map<Prefill, Map<IntBuffer, Deque<Waiting>>> waiting = new LinkedHashMap<>();
    private int size;

    /** A request, most tokens written for it, and who hears of them. */
    record Waiting(Generator.Request request, int maxNewTokens, Listener listener) {}

    /** Requests whose prompts are filled in together. */
    record Batch(Prefill prefill, List<Waiting> requests) {}

    synchronized void add(Prefill prefill, Waiting request) {
        waiting.computeIfAbsent(prefill, kind -> new LinkedHashMap<>())
                .computeIfAbsent(IntBuffer.wrap(request.request().prompt()), prompt -> new ArrayDeque<>())
                .add(request);
        size++;
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /**
     * Takes the next requests, with no more different prompts than are read together; none as long as there are fewer free
     * slots than that.
     *
     * @param free slots that are free
     * @param slots all slots
     * @param threads who share this
     */
    synchronized Optional<Batch> take(int free, int slots, int threads) {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        var kind = waiting.entrySet().iterator().next();
        Prefill prefill = kind.getKey();
        int rows = prefill.rows(slots);
        if (free < rows) {
            return Optional.empty();
        }
        int most = Math.min(free, Math.max(rows, Math.ceilDiv(size, threads))); // leaves the other threads their share
        List<Waiting> taken = new ArrayList<>();
        var next = kind.getValue().values().iterator();
        for (int prompt = 0; prompt < rows && next.hasNext(); prompt++) {
            Deque<Waiting> equal = next.next();
            while (!equal.isEmpty() && taken.size() < most) {
                taken.add(equal.remove());
            }
            if (equal.isEmpty()) {
                next.remove();
            }
        }
        if (kind.getValue().isEmpty()) {
            waiting.remove(prefill);
        }
        size -= taken.size();
        return Optional.of(new Batch(prefill, taken));
    }
}
