package lockpick.study.execute;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunJson;
import lockpick.study.experiment.RunKey;
import lockpick.study.run.RunClaim;
import lockpick.study.run.RunsFolder;
import org.jspecify.annotations.Nullable;

/** One place for a worker: hands it run after run, and puts a fresh one in its place when it dies. */
final class WorkerSlot implements Runnable {

    static final int ATTEMPTS = 3;
    private static final long INTERRUPT_MILLIS = 500;

    private final RunsFolder runs;
    private final Schedule schedule;
    private final VerifiedInputs inputs;
    private final Workers workers;
    private final Admission admission;
    private final ExecutionListener listener;
    private final Path place;
    private Path log;
    private @Nullable RunWorker worker;
    private int startsFailed;

    /** @param place where its workers are to write */
    WorkerSlot(
            RunsFolder runs,
            Schedule schedule,
            VerifiedInputs inputs,
            Workers workers,
            Admission admission,
            ExecutionListener listener,
            Path place) {
        this.runs = runs;
        this.schedule = schedule;
        this.inputs = inputs;
        this.workers = workers;
        this.admission = admission;
        this.listener = listener;
        this.place = place;
        this.log = place;
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
            boolean again = false;
            try (RunClaim mine = claim.get()) {
                if (runs.isFinished(run)) {
                    schedule.found(run);
                    listener.found(run);
                } else {
                    again = compute(run);
                }
            }
            if (again) {
                schedule.again(run); // not before the claim is gone, or another slot would find it taken
            }
        } catch (IOException e) {
            schedule.again(run);
            schedule.stop(String.valueOf(e.getMessage()));
        }
    }

    /** Returns whether the run is to be handed out again. */
    private boolean compute(PlannedRun run) throws InterruptedException {
        try {
            Optional<String> refusal = admission.refusal(run);
            if (refusal.isPresent()) {
                schedule.refuse(new Outcome.Refusal(run, refusal.get()));
                return false;
            }
            Map<RunKey, Path> folders = inputs.of(run);
            RunWorker ready = readyWorker(run.run().threads());
            RunRequest request = new RunRequest(
                    runs.path(),
                    run.folder(),
                    run.key(),
                    RunJson.of(run.run(), run.device()),
                    folders,
                    schedule.attempts(run));
            return switch (ready.compute(request, heard(run))) {
                case Reply.Finished finished -> {
                    runs.cleanBegun(run);
                    schedule.finish(run);
                    listener.finished(run);
                    yield false;
                }
                case Reply.Failed failed -> refuse(run, failed);
                case Reply other -> throw new IllegalStateException(other + " is no answer");
            };
        } catch (VerifiedInputs.DamagedException e) {
            listener.warned(e.getMessage() + "; it is computed again");
            schedule.againAfter(run, e.input());
            return false;
        } catch (RunWorker.DiedException e) {
            return survive(run, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            schedule.stop(String.valueOf(e.getMessage()));
            return true;
        }
    }

    private RunWorker.Listener heard(PlannedRun run) {
        return new RunWorker.Listener() {
            @Override
            public void began(Path where) {
                log = where;
                startsFailed = 0;
                listener.began(run, schedule.attempts(run));
            }

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

    private RunWorker readyWorker(int threads) throws IOException, RunWorker.DiedException {
        if (worker != null && worker.threads() != threads) {
            endWorker();
        }
        if (worker == null) {
            worker = workers.start(threads, place);
            startsFailed++;
            worker.awaitReady();
        }
        return worker;
    }

    private boolean refuse(PlannedRun run, Reply.Failed failed) {
        if (failed.storage()) {
            schedule.stop(failed.message());
        } else {
            fail(run, failed.message());
        }
        return failed.storage();
    }

    private boolean survive(PlannedRun run, String how) throws InterruptedException {
        if (worker != null && worker.wasInterrupted()) {
            Thread.sleep(INTERRUPT_MILLIS); // Ctrl-C reaches all processes at once; ours may just not know yet
        }
        endWorker();
        if (schedule.isStopped()) {
            return true;
        }
        if (startsFailed >= ATTEMPTS) {
            schedule.stop("worker processes do not start: the last one " + how + "; see " + log);
            return true;
        }
        if (schedule.attempts(run) >= ATTEMPTS) {
            fail(run, "its worker process " + how + ", in each of " + ATTEMPTS + " attempts");
            return false;
        }
        listener.warned(run.folder() + ": its worker process " + how + "; attempt " + (schedule.attempts(run) + 1)
                + " of " + ATTEMPTS + " follows");
        return true;
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
            worker.close();
            worker = null;
        }
    }
}
