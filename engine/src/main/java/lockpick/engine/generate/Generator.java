package lockpick.engine.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lockpick.engine.model.Decoder;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;

/**
 * Writes completions with a key/value cache, in micro-batches of one fixed shape: always the same number of rows (missing
 * ones are blank), prompts padded on the left to a few lengths, one thread. Every matrix product then has the same shape
 * whatever else is asked for, so a row's tokens and log-probabilities are the same bits whichever rows stand beside it,
 * wherever it stands, and in whatever order the prompts come. Threads work on micro-batches side by side: small models
 * are faster that way than with every product cut in two.
 */
public final class Generator {

    private final Decoder model;
    private final int rows;
    private final int endToken;

    /** A prompt and the stream that its own choices are drawn from. */
    public record Request(int[] prompt, Seed seed) {

        public Request {
            if (prompt.length == 0) {
                throw new IllegalArgumentException("generate: a prompt needs at least one token");
            }
        }
    }

    /**
     * @param rows rows of a micro-batch; part of a result's identity, as other shapes round differently
     * @param endToken token that ends a completion
     */
    public Generator(Decoder model, int rows, int endToken) {
        this.model = model;
        this.rows = rows;
        this.endToken = endToken;
    }

    /** Completes every prompt, with as many threads as the library has; results in the order of the requests. */
    public List<Generated> generate(List<Request> requests, Sampling sampling) {
        Map<Integer, List<Integer>> byLength = new TreeMap<>(); // padded length -> requests
        for (int i = 0; i < requests.size(); i++) {
            int tokens = requests.get(i).prompt().length;
            int most = model.maxTokens() - sampling.maxNewTokens();
            if (tokens > most) {
                throw new IllegalArgumentException("generate: prompt " + i + " has " + tokens + " tokens and may get "
                        + sampling.maxNewTokens() + " new ones, but the model holds " + model.maxTokens()
                        + "; shorten the prompt or lower max new tokens");
            }
            byLength.computeIfAbsent(Math.min(padded(tokens), most), length -> new ArrayList<>())
                    .add(i);
        }
        Generated[] results = new Generated[requests.size()];
        List<Runnable> microBatches = new ArrayList<>();
        byLength.forEach((length, indices) -> {
            for (int from = 0; from < indices.size(); from += rows) {
                List<Integer> batch = indices.subList(from, Math.min(from + rows, indices.size()));
                microBatches.add(() -> {
                    List<Generated> written = new MicroBatch(model, rows, length, endToken, sampling)
                            .write(batch.stream().map(requests::get).toList());
                    for (int row = 0; row < batch.size(); row++) {
                        results[batch.get(row)] = written.get(row);
                    }
                });
            }
        });
        sideBySide(microBatches);
        return List.of(results);
    }

    /** Length a prompt is padded to: up to 16 its own, then the next of 8 steps to the next power of two. */
    private static int padded(int tokens) {
        int step = Math.max(1, Integer.highestOneBit(tokens - 1) / 8);
        return tokens <= 16 ? tokens : Math.ceilDiv(tokens, step) * step;
    }

    private static void sideBySide(List<Runnable> tasks) {
        int threads = Libtorch.threads();
        if (threads == 1) {
            tasks.forEach(Runnable::run);
            return;
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (Runnable task : tasks) {
                running.add(pool.submit(() -> {
                    Libtorch.setThreads(1); // of this thread
                    task.run();
                }));
            }
            for (Future<?> task : running) {
                task.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing completions", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a completion could not be written", e.getCause());
        }
    }
}
