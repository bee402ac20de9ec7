package lockpick.study.execute;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import lockpick.study.run.WorkFolder;

/**
 * A run on its way to another machine, which has Lockpick, the runs folder and all that runs read at the same paths as the one
 * that sends it.
 *
 * @param threads CPU threads of the run
 * @param request a {@link RunRequest}
 * @param logs folder for the logs of workers; the sender has made it
 * @param replies file for what the worker says in the middle of the run
 */
public record RemoteRun(WorkerCommand command, int threads, String request, String logs, String replies)
        implements Serializable {

    /**
     * Computes the run on this machine, in a worker process that is kept for the next one.
     *
     * @param gpu the GPU to compute on, as {@code CUDA_VISIBLE_DEVICES} takes it; empty for none
     * @return the worker's answer, for the sender
     */
    public String compute(Optional<String> gpu) {
        RunRequest parsed = RunRequest.parse(request);
        if (!Files.isDirectory(Path.of(logs))) {
            return new Reply.Failed(
                            WorkFolder.machine() + " does not see " + logs + "; put the runs folder where every machine"
                                    + " of the cluster has it at the same path, and give it with --runs",
                            true)
                    .toJson();
        }
        WorkerCommand here = gpu.map(command::onGpu).orElse(command);
        return HostedWorkers.of(here, threads, parsed.runs())
                .compute(parsed, Path.of(logs), new Sender())
                .toJson();
    }

    /** Writes what the sender's {@link RemoteReplies} reads. */
    private final class Sender implements RunWorker.Listener {

        @Override
        public void began(Path log) {
            send(new Reply.Began(log.toString()));
        }

        @Override
        public void at(long done, long total) {
            send(new Reply.Progress(done, total));
        }

        @Override
        public void planned(String memory) {
            send(new Reply.Planned(memory));
        }

        /** The file is closed each time, since only then do network file systems show it to others. */
        private void send(Reply reply) {
            try {
                Files.writeString(
                        Path.of(replies), reply.toJson() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                return; // the run goes on unheard of, and its answer comes another way
            }
        }
    }
}
