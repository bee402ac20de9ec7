package lockpick.study.execute;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lockpick.study.run.WorkFolder;

/** A {@link Worker} in a process of its own on this machine, so that a native crash costs one attempt and not the study. */
final class WorkerProcess implements RunWorker {

    private static final int SIGNALLED = 128;

    private final Process process;
    private final int threads;
    private final WorkerLog log;
    private final WorkFolder work;
    private final Writer requests;
    private final BufferedReader replies;

    /**
     * Starts a process; it is not ready before {@link #awaitReady} returns.
     *
     * @param threads CPU threads of the runs it will compute
     * @param work where it will begin them
     */
    WorkerProcess(WorkerCommand command, int threads, Path log, WorkFolder work) throws IOException {
        this.threads = threads;
        this.work = work;
        this.log = WorkerLog.fromNow(log);
        process = command.start(threads, log);
        requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        replies = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public void awaitReady() throws DiedException {
        while (!(reply() instanceof Reply.Ready)) {
            // nothing else is said before
        }
    }

    @Override
    public Reply compute(RunRequest request, Listener listener) throws DiedException {
        listener.began(log.file());
        try {
            requests.write(request.toJson() + "\n");
            requests.flush();
        } catch (IOException e) {
            throw new DiedException(howItEnded());
        }
        while (true) {
            switch (reply()) {
                case Reply.Progress(long done, long total) -> listener.at(done, total);
                case Reply.Planned(String memory) -> listener.planned(memory);
                case Reply answer -> {
                    return answer;
                }
            }
        }
    }

    private Reply reply() throws DiedException {
        try {
            String line;
            while ((line = replies.readLine()) != null) {
                Optional<Reply> reply = Reply.parse(line);
                if (reply.isPresent()) {
                    return reply.get();
                }
                Files.writeString(log.file(), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            process.destroyForcibly(); // its pipe broke; it is of no more use
        }
        throw new DiedException(howItEnded());
    }

    private String howItEnded() {
        int code = process.onExit().join().exitValue();
        return switch (code) {
            case SIGNALLED + 9 -> "was killed (signal 9), often for lack of memory";
            case SIGNALLED + 11 -> "crashed in native code (signal 11)";
            case SIGNALLED + 6 -> "aborted in native code (signal 6)";
            case Worker.BROKEN -> "ended on an error it could not go on from" + cause();
            default -> "ended with exit code " + code + cause();
        };
    }

    private String cause() {
        return log.cause().map(cause -> " (" + cause + ")").orElse("");
    }

    /** Whether the process was ended the way a terminal ends all processes of a command. */
    @Override
    public boolean wasInterrupted() {
        return !process.isAlive() && (process.exitValue() == SIGNALLED + 2 || process.exitValue() == SIGNALLED + 15);
    }

    /** Its input ends, so it stops at once. */
    @Override
    public void close() {
        end();
        try {
            work.cleanAfter(process.pid());
        } catch (IOException e) {
            return; // the next start cleans as well
        }
    }

    private void end() {
        try {
            requests.close();
        } catch (IOException e) {
            process.destroyForcibly(); // a dead process has no input to close
        }
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
