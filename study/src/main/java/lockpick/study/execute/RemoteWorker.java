package lockpick.study.execute;

import java.io.IOException;
import java.nio.file.Path;
import lockpick.study.file.Durable;

/**
 * This end of whichever worker of a cluster is free. What it replies in the middle of a run comes through a file in the folder of
 * the logs, which both ends see; the answer comes through the cluster.
 *
 * @param logs of this process, in the runs folder
 */
record RemoteWorker(Cluster cluster, WorkerCommand command, int threads, Path logs) implements RunWorker {

    @Override
    public void awaitReady() {
        // the machine that is given a run waits for its worker
    }

    @Override
    public Reply compute(RunRequest request, Listener listener) throws DiedException {
        Path file = logs.resolve(request.folder() + "-" + request.attempt() + ".replies");
        RemoteReplies replies = new RemoteReplies(file, listener);
        RemoteRun run = new RemoteRun(command, threads, request.absolute().toJson(), logs.toString(), file.toString());
        try {
            Reply answer = Reply.parse(cluster.compute(run, replies::read))
                    .orElseThrow(() -> new IllegalStateException("a cluster's answer is no reply"));
            replies.read();
            if (answer instanceof Reply.Died(String how)) {
                throw new DiedException(how);
            }
            return answer;
        } catch (Cluster.LostException e) {
            throw new DiedException(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DiedException("was no longer waited for");
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Durable.delete(file);
        } catch (IOException e) {
            return; // it goes with the logs
        }
    }

    @Override
    public boolean wasInterrupted() {
        return cluster.isClosed();
    }

    @Override
    public void close() {
        // the machine that had it ends it
    }
}
