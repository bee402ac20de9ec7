package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import lockpick.study.experiment.DeviceKind;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunKey;
import lockpick.study.experiment.Study;

/** A folder of runs that this process, and no other, computes into. */
public final class RunsFolder implements AutoCloseable {

    private final Path path;
    private final RunsLock lock;

    private RunsFolder(Path path, RunsLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Takes a folder, made where there is none, and deletes what dead processes have left half done.
     *
     * @throws StorageException if it cannot be written, or another process has it
     */
    public static RunsFolder open(Path path) throws IOException {
        try {
            RunsFolder folder = new RunsFolder(path, RunsLock.take(path));
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

    /** Writes which runs a study consists of, {@code studies/<name>/study.json}. */
    public void write(Path source, Study study, DeviceKind device) throws IOException {
        try {
            StudyIndex.write(path, source, study, device);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /**
     * Those runs that need not be computed. A damaged folder is taken out of the way.
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
                case RunState.Damaged damaged -> {
                    Path aside = new WorkFolder(path).putAside(folder);
                    warn.accept(folder + ": " + damaged.why() + "; moved to " + aside + ", it is computed again");
                }
            }
        }
        return finished;
    }

    /** Lets go of the folder. */
    @Override
    public void close() throws IOException {
        new WorkFolder(path).clean();
        lock.close();
    }
}
