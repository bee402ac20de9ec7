package lockpick.study.execute;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunKey;
import lockpick.study.run.StorageException;

/** Computes the missing runs of a study, inputs before what needs them. */
public interface Executor {

    /**
     * Computes what is missing and returns when nothing is left to do. A run that fails takes with it the runs that
     * need it and no other.
     *
     * @param runs all runs of the study
     * @param finished those of them that need not be computed
     * @throws StorageException if the runs folder cannot be used at all
     */
    Outcome execute(List<PlannedRun> runs, Set<RunKey> finished, ExecutionListener listener) throws IOException;

    /** Ends the computing at once, from another thread; unfinished runs leave nothing behind. */
    void stop();
}
