package lockpick.study.serve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lockpick.engine.generate.Generator;
import lockpick.engine.generate.Generator.Request;
import lockpick.engine.generate.ScoredToken;
import lockpick.engine.loss.Sequence;
import lockpick.engine.tensor.Libtorch;
import lockpick.study.policy.TrainablePolicy;

/**
 * The only one who has the model at work. What clients want is sorted into batches by kind; the threads of the model take the
 * batches in the order in which they came. Whoever comes joins a batch of the same kind that has not begun, or one that is
 * being worked on while nobody else waits: so completions are written together as far as possible, and nobody waits forever.
 * Answers do not depend on any of this.
 */
final class Scheduler implements AutoCloseable {

    private final TrainablePolicy policy;
    private final Consumer<Throwable> failures;
    private final List<Batch> batches = new ArrayList<>(); // the oldest first
    private final Set<Batch> begun = new HashSet<>();
    private final List<Thread> threads;
    private boolean closed;

    /** @param failures who is told of work that failed, besides the clients */
    Scheduler(TrainablePolicy policy, Consumer<Throwable> failures) {
        this.policy = policy;
        this.failures = failures;
        int count = policy.generator(List.of()).threads();
        this.threads = Stream.generate(
                        () -> Thread.ofPlatform().name("model").daemon().unstarted(() -> work(count)))
                .limit(count)
                .toList();
        threads.forEach(Thread::start);
    }

    /** Has a completion written; the client hears of it. */
    synchronized void write(Draw draw, Request request, int maxNewTokens, Client client) {
        Generator generator = policy.generator(draw.stops());
        WritingBatch.Kind kind = new WritingBatch.Kind(
                draw.sampling(),
                draw.stops(),
                generator.capacity(request.prompt().length + maxNewTokens),
                draw.topLogProbs().orElse(0));
        WritingBatch batch = (WritingBatch) joinable(kind).orElseGet(() -> added(new WritingBatch(kind, generator)));
        batch.add(request, maxNewTokens, client);
        notifyAll();
    }

    /** Has the tokens of a text scored. */
    synchronized CompletableFuture<List<ScoredToken>> score(Sequence sequence, int likeliest) {
        ScoringBatch.Kind kind = new ScoringBatch.Kind(likeliest);
        ScoringBatch batch =
                (ScoringBatch) joinable(kind).orElseGet(() -> added(new ScoringBatch(kind, policy.scorer())));
        notifyAll();
        return batch.add(sequence);
    }

    /** @throws RefusedException if this is closed */
    private Optional<Batch> joinable(Object kind) {
        if (closed) {
            throw ModelServer.stopping();
        }
        List<Batch> notBegun =
                batches.stream().filter(batch -> !begun.contains(batch)).toList();
        return (notBegun.isEmpty() ? batches : notBegun)
                .stream().filter(batch -> batch.kind().equals(kind)).findFirst();
    }

    private Batch added(Batch batch) {
        batches.add(batch);
        return batch;
    }

    private void work(int count) {
        if (!policy.model().device().isCuda()) {
            Libtorch.setThreads(1); // of this thread, as the generator's own threads
        }
        for (Optional<Batch> next = next(); next.isPresent(); next = next()) {
            Batch batch = next.get();
            try {
                batch.work(count);
                leave(batch, false);
            } catch (RuntimeException | Error e) {
                leave(batch, true);
                batch.fail(RefusedException.of(500, "internal_error", "the model failed; the server's log says how"));
                failures.accept(e);
            }
        }
    }

    /** The batch to work on, once there is one; empty when this is closed. */
    private synchronized Optional<Batch> next() {
        try {
            while (!closed) {
                Optional<Batch> oldest = batches.stream()
                        .filter(batch -> !begun.contains(batch))
                        .findFirst()
                        .or(() -> batches.stream().filter(Batch::hasWaiting).findFirst());
                if (oldest.isPresent()) {
                    begun.add(oldest.get());
                    return oldest;
                }
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private synchronized void leave(Batch batch, boolean failed) {
        if (failed || !batch.hasWaiting()) {
            batches.remove(batch);
            begun.remove(batch);
        }
    }

    /** Ends all work, after at most a step of each thread. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            batches.forEach(batch -> batch.fail(ModelServer.stopping()));
            notifyAll();
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
