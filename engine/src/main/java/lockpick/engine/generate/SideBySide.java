package lockpick.engine.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Libtorch;

/** The same work on several threads, each of which computes alone. */
final class SideBySide {

    private SideBySide() {}

    /** As many threads as the library has; one for a GPU, which computes side by side itself. */
    static int threads(Device device) {
        return device.isCuda() ? 1 : Libtorch.threads();
    }

    /** Runs the work once on each of so many threads, without gradients, and waits for all. */
    static void run(int threads, Runnable work) {
        if (threads == 1) {
            try (var noGrad = Libtorch.noGrad()) {
                work.run();
            }
            return;
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                running.add(executor.submit(() -> {
                    Libtorch.setThreads(1); // of this thread
                    run(1, work);
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the model was at work", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a thread of the model failed", e.getCause());
        }
    }
}
