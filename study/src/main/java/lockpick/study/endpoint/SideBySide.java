package lockpick.study.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same work on many things, some at a time. */
final class SideBySide {

    private SideBySide() {}

    /** Waits, or works for long. */
    interface Work<A, B> {
        B on(A item) throws InterruptedException;
    }

    /**
     * Results in the order of the items. At the first failure what has begun is interrupted, and nothing more begins.
     *
     * @throws EndpointException if the calling thread is interrupted; it stays so
     */
    static <A, B> List<B> map(List<A> items, int most, Work<A, B> work) {
        try (ExecutorService threads = Executors.newFixedThreadPool(
                Math.clamp(items.size(), 1, most), Thread.ofVirtual().factory())) {
            CompletionService<B> service = new ExecutorCompletionService<>(threads);
            List<Future<B>> begun = new ArrayList<>();
            for (A item : items) {
                begun.add(service.submit(() -> work.on(item)));
            }
            try {
                for (int done = 0; done < begun.size(); done++) {
                    service.take().get(); // the first failure, wherever it stands
                }
                List<B> results = new ArrayList<>();
                for (Future<B> future : begun) {
                    results.add(future.get());
                }
                return results;
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw unwrapped(e);
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new EndpointException("interrupted while waiting for answers; those that came are kept");
            }
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(e);
        };
    }
}
