package lockpick.study.execute;

import java.io.IOException;
import java.nio.file.Path;

/** Workers on the machines of a cluster, which start their processes, keep them and end them. */
record ClusterWorkers(Cluster cluster, WorkerCommand command) implements Workers {

    /** The folder: only a worker that has begun a run says which log is its own. */
    @Override
    public Path log(Path logs, int slot) {
        return logs;
    }

    @Override
    public RunWorker start(int threads, Path log) throws IOException {
        if (cluster.isClosed()) {
            throw new IOException("the cluster at " + cluster.address()
                    + " has ended, or cannot be reached; is it up, and the address right?");
        }
        return new RemoteWorker(cluster, command, threads, log.toAbsolutePath());
    }

    @Override
    public void endAll() {
        cluster.close();
    }
}
