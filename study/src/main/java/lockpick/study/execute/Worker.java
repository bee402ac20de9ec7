package lockpick.study.execute;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lockpick.engine.memory.MemoryException;
import lockpick.engine.optim.DivergedException;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.RunJson;
import lockpick.study.run.Cost;
import lockpick.study.run.CostFile;
import lockpick.study.run.MadeBy;
import lockpick.study.run.PeakMemory;
import lockpick.study.run.RunBody;
import lockpick.study.run.RunFile;
import lockpick.study.run.RunInputs;
import lockpick.study.run.RunWriter;
import lockpick.study.run.StorageException;
import lockpick.study.run.Work;
import lockpick.study.train.TrainingMaskException;

/**
 * The other end of {@link WorkerProcess}: computes one run after the other, as its standard input asks, and answers on
 * its standard output. When its input ends, the process that started it is gone or wants no more, so it stops at once,
 * in the middle of a run if need be.
 */
public final class Worker {

    private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long NO_SPACE = 1 << 16;

    /** Exit code of a worker that cannot go on. */
    static final int BROKEN = 70;

    private final RunBody body;
    private final PrintStream replies;
    private long lastProgress;

    /** @param replies where to answer; nobody else may write there */
    public Worker(RunBody body, OutputStream replies) {
        this.body = body;
        this.replies = new PrintStream(replies, true, StandardCharsets.UTF_8);
    }

    /** Serves until the input ends; then the process ends. */
    public void serve(InputStream requests) throws InterruptedException {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(requests, lines), "requests");
        reader.setDaemon(true);
        reader.start();
        reply(new Reply.Ready());
        while (true) {
            RunRequest request = RunRequest.parse(lines.take());
            reply(compute(request));
        }
    }

    private static void read(InputStream requests, BlockingQueue<String> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(requests, StandardCharsets.UTF_8))) {
            String line;
            while ((line = reader.readLine()) != null) {
                lines.add(line);
            }
        } catch (IOException e) {
            System.err.println("requests: " + e.getMessage());
        }
        Runtime.getRuntime().halt(0);
    }

    private Reply compute(RunRequest request) {
        System.err.println(request.folder() + ": attempt " + request.attempt());
        try {
            write(request);
            return new Reply.Finished();
        } catch (IOException e) {
            e.printStackTrace();
            return storageFailure(request, e);
        } catch (UncheckedIOException e) {
            e.printStackTrace();
            return storageFailure(request, Objects.requireNonNull(e.getCause()));
        } catch (MemoryException | DivergedException | TrainingMaskException e) {
            e.printStackTrace();
            return new Reply.Failed(String.valueOf(e.getMessage()), false);
        } catch (RuntimeException e) {
            e.printStackTrace();
            return new Reply.Failed(String.valueOf(e), false);
        } catch (Error e) {
            e.printStackTrace(); // such as a full heap: this process can no longer be trusted
            Runtime.getRuntime().halt(BROKEN);
            throw e;
        }
    }

    private void write(RunRequest request) throws IOException {
        long start = System.nanoTime();
        PeakMemory.reset();
        Run run = RunJson.read(request.run().toString());
        try (RunWriter writer = new RunWriter(request.runs(), request.folder(), request.key(), progress())) {
            try {
                Work work = body.execute(run, new RunInputs(request.inputs()), writer, writer.modelFolder());
                double seconds = (System.nanoTime() - start) * 1e-9;
                Cost cost = new Cost(seconds, work, PeakMemory.bytes(), run.threads(), request.attempt());
                writer.finish(
                        RunFile.json(request.key(), request.run(), MadeBy.here(body.libraries())), CostFile.json(cost));
            } catch (IOException | UncheckedIOException e) {
                if (isFull(request.runs())) { // asked before the half folder is deleted
                    throw full(request, e);
                }
                throw e;
            }
        }
    }

    private static boolean isFull(Path runs) throws IOException {
        return Files.getFileStore(runs).getUsableSpace() < NO_SPACE;
    }

    private static StorageException full(RunRequest request, Exception e) {
        return new StorageException(
                request.runs() + ": the disk is full, " + request.folder()
                        + " could not be written; free some space and run the same command again",
                e);
    }

    private static Reply.Failed storageFailure(RunRequest request, IOException e) {
        String what = switch (e) {
            case StorageException storage -> String.valueOf(storage.getMessage());
            case AccessDeniedException denied -> denied.getFile() + ": access denied";
            case NoSuchFileException missing -> missing.getFile() + ": no such file";
            default -> request.runs() + ": " + request.folder() + " could not be computed: " + e.getMessage();
        };
        return new Reply.Failed(what, true);
    }

    private RunWriter.Progress progress() {
        return new RunWriter.Progress() {
            @Override
            public void at(long done, long total) {
                progress(done, total);
            }

            @Override
            public void planned(String memory) {
                reply(new Reply.Planned(memory));
            }
        };
    }

    private void progress(long done, long total) {
        long now = System.nanoTime();
        if (now - lastProgress >= PROGRESS_NANOS) {
            lastProgress = now;
            reply(new Reply.Progress(done, total));
        }
    }

    private synchronized void reply(Reply reply) {
        replies.println(reply.toJson());
    }
}
