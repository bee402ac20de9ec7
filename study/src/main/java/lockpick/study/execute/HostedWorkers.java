package lockpick.study.execute;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import lockpick.study.run.WorkFolder;
import org.jspecify.annotations.Nullable;

/**
 * Worker processes of one kind that this process runs for another machine: one for each run at a time, kept from run to run, since
 * a cold start takes seconds. They end with this process, even when it is killed.
 */
final class HostedWorkers {

    /** A cluster hands over a run and nothing else, so what is to outlive the run has no other place. */
    private static final Map<Kind, HostedWorkers> HOSTED = new ConcurrentHashMap<>();

    private static final AtomicInteger STARTED = new AtomicInteger();

    private record Kind(WorkerCommand command, int threads, Path runs) {}

    private final int threads;
    private final WorkerPool pool;
    private final Queue<WorkerProcess> idle = new ConcurrentLinkedQueue<>();

    private HostedWorkers(Kind kind) {
        threads = kind.threads;
        pool = new WorkerPool(new WorkFolder(kind.runs), kind.command);
        Runtime.getRuntime().addShutdownHook(new Thread(pool::endAll, "end of workers"));
    }

    static HostedWorkers of(WorkerCommand command, int threads, Path runs) {
        return HOSTED.computeIfAbsent(new Kind(command, threads, runs), HostedWorkers::new);
    }

    /**
     * Computes one run.
     *
     * @param logs folder for the log of a worker that has to be started
     * @return {@link Reply.Finished}, {@link Reply.Failed} or {@link Reply.Died}
     */
    Reply compute(RunRequest request, Path logs, RunWorker.Listener listener) {
        @Nullable WorkerProcess kept = idle.poll();
        WorkerProcess worker;
        try {
            worker = kept != null ? kept : pool.start(threads, newLog(logs));
        } catch (IOException e) {
            return died("did not start: " + e.getMessage());
        }
        try {
            if (kept == null) {
                worker.awaitReady();
            }
            Reply answer = worker.compute(request, listener);
            idle.add(worker);
            return answer;
        } catch (RunWorker.DiedException e) {
            worker.close();
            return died(String.valueOf(e.getMessage()));
        }
    }

    private static Reply died(String how) {
        return new Reply.Died("on " + WorkFolder.machine() + " " + how);
    }

    private static Path newLog(Path logs) {
        return logs.resolve("worker-" + WorkFolder.machine() + "-"
                + ProcessHandle.current().pid() + "-" + STARTED.incrementAndGet() + ".log");
    }
}
