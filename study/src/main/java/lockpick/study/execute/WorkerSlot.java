package lockpick.study.execute;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunJson;
import lockpick.study.experiment.RunKey;
import lockpick.study.run.RunClaim;
import lockpick.study.run.RunWriter;
import lockpick.study.run.RunsFolder;
import org.jspecify.annotations.Nullable;

/** One place for a worker process: hands it run after run, and puts a fresh one in its place when it dies. */
final class WorkerSlot implements Runnable {

    static final int ATTEMPTS = 3;
    private static final long INTERRUPT_MILLIS = 500;

    private final RunsFolder runs;
    private final Schedule schedule;
    private final VerifiedInputs inputs;
    private final WorkerPool pool;
    private final Admission admission;
    private final ExecutionListener listener;
    private final Path log;
    private @Nullable WorkerProcess worker;
    private int startsFailed;

    WorkerSlot(
            RunsFolder runs,
            Schedule schedule,
            VerifiedInputs inputs,
            WorkerPool pool,
            Admission admission,
            ExecutionListener listener,
            Path log) {
        this.runs = runs;
        this.schedule = schedule;
        this.inputs = inputs;
        this.pool = pool;
        this.admission = admission;
        this.listener = listener;
        this.log = log;
    }

    /** Works until the schedule has nothing left. */
    @Override
    public void run() {
        try {
            Optional<PlannedRun> next;
            while ((next = schedule.take()).isPresent()) {
                attempt(next.get());
            }
        } catch (InterruptedException e) {
            schedule.stop("interrupted");
        } catch (RuntimeException e) {
            schedule.stop("a mistake in Lockpick, " + e); // or the other slots would wait for this one's run
            throw e;
        } finally {
            endWorker();
        }
    }

    private void attempt(PlannedRun run) throws InterruptedException {
        try {
            Optional<RunClaim> claim = runs.claim(run);
            if (claim.isEmpty()) {
                if (schedule.elsewhere(run)) {
                    listener.elsewhere(run);
                }
                return;
            }
            try (RunClaim mine = claim.get()) {
                if (runs.isFinished(run)) {
                    schedule.found(run);
                    listener.found(run);
                } else {
                    compute(run);
                }
            }
        } catch (IOException e) {
            schedule.again(run);
            schedule.stop(String.valueOf(e.getMessage()));
        }
    }

    private void compute(PlannedRun run) throws InterruptedException {
        try {
            Optional<String> refusal = admission.refusal(run);
            if (refusal.isPresent()) {
                schedule.refuse(new Outcome.Refusal(run, refusal.get()));
                return;
            }
            Map<RunKey, Path> folders = inputs.of(run);
            WorkerProcess ready = readyWorker(run.run().threads());
            listener.began(run, schedule.attempts(run));
            RunRequest request = new RunRequest(
                    runs.path(),
                    run.folder(),
                    run.key(),
                    RunJson.of(run.run(), run.device()),
                    folders,
                    schedule.attempts(run));
            switch (ready.compute(request, heard(run))) {
                case Reply.Finished finished -> {
                    schedule.finish(run);
                    listener.finished(run);
                }
                case Reply.Failed failed -> refuse(run, failed);
                case Reply.Ready again -> throw new IllegalStateException("a worker was ready twice");
                case Reply.Progress progress -> throw new IllegalStateException("progress is no answer");
                case Reply.Planned planned -> throw new IllegalStateException("a plan is no answer");
            }
        } catch (VerifiedInputs.DamagedException e) {
            listener.warned(e.getMessage() + "; it is computed again");
            schedule.againAfter(run, e.input());
        } catch (WorkerProcess.DiedException e) {
            survive(run, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            schedule.again(run);
            schedule.stop(String.valueOf(e.getMessage()));
        }
    }

    private RunWriter.Progress heard(PlannedRun run) {
        return new RunWriter.Progress() {
            @Override
            public void at(long done, long total) {
                listener.progressed(run, (double) done / total);
            }

            @Override
            public void planned(String memory) {
                listener.planned(run, memory);
            }
        };
    }

    private WorkerProcess readyWorker(int threads) throws IOException, WorkerProcess.DiedException {
        if (worker != null && worker.threads() != threads) {
            endWorker();
        }
        if (worker == null) {
            worker = pool.start(threads, log);
            startsFailed++;
            worker.awaitReady();
            startsFailed = 0;
        }
        return worker;
    }

    private void refuse(PlannedRun run, Reply.Failed failed) {
        if (failed.storage()) {
            schedule.again(run);
            schedule.stop(failed.message());
        } else {
            fail(run, failed.message());
        }
    }

    private void survive(PlannedRun run, String how) throws InterruptedException {
        if (worker != null && worker.wasInterrupted()) {
            Thread.sleep(INTERRUPT_MILLIS); // Ctrl-C reaches all processes at once; ours may just not know yet
        }
        endWorker();
        if (schedule.isStopped()) {
            schedule.again(run);
        } else if (startsFailed >= ATTEMPTS) {
            schedule.again(run);
            schedule.stop("worker processes do not start: the last one " + how + "; see " + log);
        } else if (schedule.attempts(run) >= ATTEMPTS) {
            fail(run, "its worker process " + how + ", in each of " + ATTEMPTS + " attempts");
        } else {
            listener.warned(run.folder() + ": its worker process " + how + "; attempt " + (schedule.attempts(run) + 1)
                    + " of " + ATTEMPTS + " follows");
            schedule.again(run);
        }
    }

    private void fail(PlannedRun run, String why) {
        Outcome.Failure failure = new Outcome.Failure(run, why, log);
        schedule.fail(failure);
        listener.failed(failure);
        try {
            runs.failed(run, why);
        } catch (IOException e) {
            listener.warned(run.folder() + ": that it failed cannot be written down (" + e.getMessage() + ")");
        }
    }

    private void endWorker() {
        if (worker != null) {
            pool.end(worker);
            worker = null;
        }
    }
}
