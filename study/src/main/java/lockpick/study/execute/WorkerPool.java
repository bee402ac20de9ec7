package lockpick.study.execute;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lockpick.study.run.WorkFolder;

/** Worker processes of this machine; knows those that are alive, so that all can be ended at once. */
final class WorkerPool implements Workers {

    private final WorkFolder work;
    private final WorkerCommand command;
    private final Set<WorkerProcess> alive = new HashSet<>();
    private boolean closed;

    WorkerPool(WorkFolder work, WorkerCommand command) {
        this.work = work;
        this.command = command;
    }

    @Override
    public Path log(Path logs, int slot) {
        return logs.resolve("worker-" + slot + ".log");
    }

    @Override
    public synchronized WorkerProcess start(int threads, Path log) throws IOException {
        if (closed) {
            throw new IOException("no worker is started any more");
        }
        alive.removeIf(worker -> !worker.isAlive());
        WorkerProcess worker = new WorkerProcess(command, threads, log, work);
        alive.add(worker);
        return worker;
    }

    @Override
    public void endAll() {
        List<WorkerProcess> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(alive);
        }
        all.forEach(WorkerProcess::close);
    }
}
