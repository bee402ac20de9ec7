package lockpick.study.execute;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lockpick.study.run.WorkFolder;

/** The worker processes that are alive, so that all can be ended at once. Safe for several threads. */
final class WorkerPool {

    private final WorkFolder work;
    private final WorkerCommand command;
    private final Set<WorkerProcess> alive = new HashSet<>();
    private boolean closed;

    WorkerPool(WorkFolder work, WorkerCommand command) {
        this.work = work;
        this.command = command;
    }

    /** Starts a worker for runs of so many CPU threads. */
    synchronized WorkerProcess start(int threads, Path log) throws IOException {
        if (closed) {
            throw new IOException("no worker is started any more");
        }
        WorkerProcess worker = new WorkerProcess(command, threads, log);
        alive.add(worker);
        return worker;
    }

    /** Ends a worker and deletes what it has begun. */
    void end(WorkerProcess worker) {
        worker.close();
        synchronized (this) {
            alive.remove(worker);
        }
        try {
            work.cleanAfter(worker.pid());
        } catch (IOException e) {
            return; // the next start cleans as well
        }
    }

    /** Ends all workers, and starts no other. */
    void endAll() {
        List<WorkerProcess> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(alive);
        }
        all.forEach(this::end);
    }
}
