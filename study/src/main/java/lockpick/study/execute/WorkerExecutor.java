package lockpick.study.execute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunKey;
import lockpick.study.file.Durable;
import lockpick.study.run.RunsFolder;
import lockpick.study.run.WorkFolder;
import org.jspecify.annotations.Nullable;

/**
 * Computes runs in worker processes, on this machine or on those of a cluster. A worker that dies costs its run one of three
 * attempts, and no other run anything.
 */
public final class WorkerExecutor implements Executor {

    private static final String INTERRUPTED = "interrupted";

    private final RunsFolder runs;
    private final Workers workers;
    private final Admission admission;
    private final int jobs;
    private @Nullable Schedule schedule;
    private boolean stopped;

    private WorkerExecutor(RunsFolder runs, Workers workers, Admission admission, int jobs) {
        this.runs = runs;
        this.workers = workers;
        this.admission = admission;
        this.jobs = jobs;
    }

    /**
     * Of processes on this machine.
     *
     * @param admission of runs whose inputs are finished
     * @param jobs worker processes side by side, at least 1
     */
    public static WorkerExecutor here(RunsFolder runs, WorkerCommand command, Admission admission, int jobs) {
        return new WorkerExecutor(runs, new WorkerPool(new WorkFolder(runs.path()), command), admission, jobs);
    }

    /**
     * Of processes on the machines of a cluster.
     *
     * @param cluster closed when the executor is stopped, and otherwise left to the caller
     * @param admission of runs whose inputs are finished
     * @param jobs runs that the cluster is given at a time, at least 1; those without room wait there
     */
    public static WorkerExecutor of(
            Cluster cluster, RunsFolder runs, WorkerCommand command, Admission admission, int jobs) {
        return new WorkerExecutor(runs, new ClusterWorkers(cluster, command), admission, jobs);
    }

    @Override
    public Outcome execute(List<PlannedRun> all, Set<RunKey> finished, ExecutionListener listener) throws IOException {
        WorkFolder work = new WorkFolder(runs.path());
        work.cleanLogs();
        Path logs = work.logs();
        makeEmpty(logs);
        Schedule mine = new Schedule(all, finished);
        begin(mine);
        VerifiedInputs inputs = new VerifiedInputs(runs, all);
        List<Thread> slots = new ArrayList<>();
        for (int i = 1; i <= Math.min(jobs, all.size() - finished.size()); i++) {
            Path log = workers.log(logs, i);
            slots.add(new Thread(new WorkerSlot(runs, mine, inputs, workers, admission, listener, log), "worker-" + i));
        }
        slots.forEach(Thread::start);
        try {
            for (Thread slot : slots) {
                slot.join();
            }
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
        }
        return mine.outcome();
    }

    private synchronized void begin(Schedule mine) {
        schedule = mine;
        if (stopped) {
            mine.stop(INTERRUPTED);
        }
    }

    private static void makeEmpty(Path logs) throws IOException {
        Durable.delete(logs);
        Files.createDirectories(logs);
    }

    @Override
    public void stop() {
        synchronized (this) {
            stopped = true;
            if (schedule != null) {
                schedule.stop(INTERRUPTED);
            }
        }
        workers.endAll();
    }
}
