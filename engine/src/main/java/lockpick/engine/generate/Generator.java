package lockpick.engine.generate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lockpick.engine.generate.Backlog.Waiting;
import lockpick.engine.model.Decoder;
import lockpick.engine.tensor.Seed;
import org.jspecify.annotations.Nullable;

/**
 * Writes completions with a key/value cache. Rows share the work of each step, and the next request takes the place of a
 * row that is over; a prompt that several requests have is read once. Every tensor's shape depends on a row's own request
 * and on the number of rows alone, so its tokens and log-probabilities are the same bits whichever rows stand beside it,
 * wherever it stands, and in whatever order the requests come. Threads work side by side, each with rows of its own: small
 * models are faster that way than with every product cut in two.
 */
public final class Generator {

    private final Decoder model;
    private final int rows;
    private final Stopping stopping;

    /**
     * A prompt and the stream that its own choices are drawn from.
     *
     * @param prompt tokens
     * @param sharedPrefix how many of them, from the first, other requests begin with as well, such as an instruction or
     *     examples; they are read once for all. Part of a result's identity, as the rest is then read by itself
     * @param seed a stream for every request
     */
    public record Request(int[] prompt, int sharedPrefix, Seed seed) {

        public Request {
            if (prompt.length == 0) {
                throw new IllegalArgumentException("generate: a prompt needs at least one token");
            }
            if (sharedPrefix < 0 || sharedPrefix > prompt.length) {
                throw new IllegalArgumentException(
                        "generate: a prompt of " + prompt.length + " tokens cannot share its first " + sharedPrefix);
            }
        }

        /** A prompt that begins as no other does. */
        public Request(int[] prompt, Seed seed) {
            this(prompt, 0, seed);
        }
    }

    /**
     * @param rows rows of a step, for each thread; part of a result's identity, as other shapes round differently
     * @param stopping what ends a completion before its limit
     */
    public Generator(Decoder model, int rows, Stopping stopping) {
        this.model = model;
        this.rows = rows;
        this.stopping = stopping;
    }

    /** Completes every prompt, with as many threads as the library has; results in the order of the requests. */
    public List<Generated> generate(List<Request> requests, Sampling sampling) {
        Map<Integer, Backlog> byCapacity = new TreeMap<>(Comparator.reverseOrder()); // the longest work first
        @Nullable Generated[] results = new Generated[requests.size()];
        int maxNewTokens = sampling.maxNewTokens();
        for (int i = 0; i < requests.size(); i++) {
            checkLength(i, requests.get(i), sampling);
            Prefill prefill = Prefill.of(requests.get(i), maxNewTokens, model.maxTokens());
            int place = i;
            byCapacity
                    .computeIfAbsent(prefill.capacity(), capacity -> new Backlog())
                    .add(prefill, new Waiting(requests.get(i), maxNewTokens, written -> results[place] = written));
        }
        int threads = threads();
        SideBySide.run(
                threads,
                () -> byCapacity.forEach((capacity, backlog) -> {
                    if (!backlog.isEmpty()) {
                        try (Pool pool = new Pool(model, rows, capacity, sampling, 0, stopping)) {
                            pool.work(backlog, threads);
                        }
                    }
                }));
        return List.of(results);
    }

    /** Threads that write side by side: as many as the library has, one for a GPU. */
    public int threads() {
        return SideBySide.threads(model.device());
    }

    /**
     * The same for requests that come one by one.
     *
     * @param capacity that of all of them
     * @param sampling its limit is not used: each request has its own
     * @param likeliest how many of the most likely tokens listeners hear of with each token
     */
    public OpenBatch open(int capacity, Sampling sampling, int likeliest) {
        int most = Math.min(likeliest, model.vocabulary());
        return new OpenBatch(model, capacity, () -> new Pool(model, rows, capacity, sampling, most, stopping));
    }

    /** The room that is made for a prompt and what may follow it, tokens in all; what is written together has the same. */
    public int capacity(int tokens) {
        return Prefill.capacity(tokens, model.maxTokens());
    }

    private void checkLength(int number, Request request, Sampling sampling) {
        int tokens = request.prompt().length;
        if (tokens + sampling.maxNewTokens() > model.maxTokens()) {
            throw new IllegalArgumentException("generate: prompt " + number + " has " + tokens + " tokens and may get "
                    + sampling.maxNewTokens() + " new ones, but the model holds " + model.maxTokens()
                    + "; shorten the prompt or lower max new tokens");
        }
    }
}
