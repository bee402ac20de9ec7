package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import lockpick.study.experiment.DeviceKind;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunKey;
import lockpick.study.experiment.Study;
import lockpick.study.file.Durable;

/** A folder of runs that this process computes into, beside others if need be: each run is computed by one of them. */
public final class RunsFolder implements AutoCloseable {

    private final Path path;
    private final RunsLock lock;

    private RunsFolder(Path path, RunsLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Opens a folder, made where there is none, and deletes what dead processes have left half done.
     *
     * @throws StorageException if it cannot be written
     */
    public static RunsFolder open(Path path) throws IOException {
        return open(path, false);
    }

    /**
     * The same, with nobody else, to delete from it.
     *
     * @throws StorageException if it cannot be written, or another process has it open
     */
    public static RunsFolder openAlone(Path path) throws IOException {
        return open(path, true);
    }

    private static RunsFolder open(Path path, boolean alone) throws IOException {
        try {
            RunsFolder folder = new RunsFolder(path, alone ? RunsLock.alone(path) : RunsLock.shared(path));
            new WorkFolder(path).clean();
            return folder;
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private static StorageException unwritable(Path path, IOException e) {
        return new StorageException(
                path + ": cannot be written (" + e.getMessage() + "); mend that, or give another folder with --runs",
                e);
    }

    public Path path() {
        return path;
    }

    /** The right to compute a run; empty while this or another process computes it. */
    public Optional<RunClaim> claim(PlannedRun run) throws IOException {
        return lock.claim(run.key());
    }

    /** Writes which runs a study consists of, {@code studies/<name>/study.json}. */
    public void write(Path source, Study study, DeviceKind device) throws IOException {
        try {
            StudyIndex.write(path, source, study, device);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /**
     * Those runs that need not be computed. A damaged folder is taken out of the way, unless somebody is just computing it anew.
     *
     * @param warn hears of each damaged folder, in a sentence
     */
    public Set<RunKey> finished(List<PlannedRun> runs, Consumer<String> warn) throws IOException {
        Set<RunKey> finished = new HashSet<>();
        for (PlannedRun run : runs) {
            Path folder = path.resolve(run.folder());
            switch (RunFolder.look(folder, run.key())) {
                case RunState.Finished there -> finished.add(run.key());
                case RunState.Missing missing -> {}
                case RunState.Damaged damaged ->
                    putAside(run)
                            .ifPresent(aside -> warn.accept(
                                    folder + ": " + damaged.why() + "; moved to " + aside + ", it is computed again"));
            }
        }
        return finished;
    }

    /** Whether a run need not be computed, since it was looked for last perhaps by another process. */
    public boolean isFinished(PlannedRun run) throws IOException {
        return RunFolder.look(path.resolve(run.folder()), run.key()) instanceof RunState.Finished;
    }

    /**
     * Takes the folder of a damaged run out of the way.
     *
     * @return where it is now; empty if the folder stays, since somebody is computing the run anew, or just has
     */
    public Optional<Path> putAside(PlannedRun run) throws IOException {
        Optional<RunClaim> claim = claim(run);
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        try (RunClaim mine = claim.get()) {
            Path folder = path.resolve(run.folder());
            return RunFolder.verify(folder, run.key()) instanceof RunState.Damaged
                    ? Optional.of(new WorkFolder(path).putAside(folder))
                    : Optional.empty();
        }
    }

    /**
     * Writes down why a run failed, for who looks at this folder from elsewhere; it stands there until the run is begun again.
     *
     * @param why in one sentence
     */
    public void failed(PlannedRun run, String why) throws IOException {
        Durable.replace(new WorkFolder(path).failed(run.folder()), why + "\n");
    }

    /**
     * Deletes what machines that were lost have begun of a run. The caller has claimed it, and it is finished, so that nobody
     * computes it.
     */
    public void cleanBegun(PlannedRun run) throws IOException {
        new WorkFolder(path).cleanBegun(run.folder());
    }

    /** Deletes a run with all that it left. What is half deleted when this process dies, the next one that computes here clears. */
    public void delete(RunFolder run) throws IOException {
        try {
            new WorkFolder(path).delete(run.path());
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** Lets go of the folder. */
    @Override
    public void close() throws IOException {
        new WorkFolder(path).clean();
        lock.close();
    }
}
