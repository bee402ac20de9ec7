package lockpick.study.execute;

import java.io.IOException;
import java.nio.file.Path;

/** Where workers come from. Safe for several threads. */
sealed interface Workers permits WorkerPool, ClusterWorkers {

    /**
     * Where to look for what the workers of a slot have written.
     *
     * @param logs folder of all logs
     * @param slot from 1
     */
    Path log(Path logs, int slot);

    /**
     * Starts a worker for runs of so many CPU threads.
     *
     * @param log of its slot
     * @throws IOException if no worker will be started any more
     */
    RunWorker start(int threads, Path log) throws IOException;

    /** Ends all workers, and starts no other. */
    void endAll();
}
