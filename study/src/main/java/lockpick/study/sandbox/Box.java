package lockpick.study.sandbox;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import lockpick.study.sandbox.Outcome.Ending;

/**
 * A started sandbox. It runs one command after another; before the next begins, every process of the last is gone. It
 * belongs to the thread that opened it and dies with that thread.
 */
public final class Box implements AutoCloseable {

    private static final byte[] NOTHING = {};
    private static final List<Ending> ENDINGS = List.of(Ending.values());
    private static final int GRACE_SECONDS = 30;
    private static final int LONGEST_MESSAGE = 1000;

    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream answers;
    private final ScheduledExecutorService clock;
    private final Runnable afterwards;

    /** @param afterwards runs when the box is closed and nothing of it is left */
    Box(Process process, ScheduledExecutorService clock, Runnable afterwards) {
        this.process = process;
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.answers = new DataInputStream(process.getInputStream());
        this.clock = clock;
        this.afterwards = afterwards;
    }

    /** Sets the command of the runs to come. */
    public void command(Command command) throws BrokenBoxException {
        try {
            requests.writeByte('P');
            requests.writeInt(command.arguments().size());
            for (String argument : command.arguments()) {
                write(argument.getBytes(StandardCharsets.UTF_8));
            }
            write(command.image());
            write(command.descriptor3());
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Runs the command once. */
    public Outcome run(byte[] input, RunLimits limits) throws BrokenBoxException {
        return run(input, limits, "");
    }

    /**
     * Runs the command once.
     *
     * @param resultPath a file in the box to bring back if the command succeeds; empty for none
     */
    public Outcome run(byte[] input, RunLimits limits, String resultPath) throws BrokenBoxException {
        ScheduledFuture<?> end =
                clock.schedule(process::destroyForcibly, limits.wallMillis() / 1000 + GRACE_SECONDS, TimeUnit.SECONDS);
        try {
            requests.writeByte('R');
            requests.writeInt(limits.cpuMillis());
            requests.writeInt(limits.wallMillis());
            requests.writeInt(limits.outputBytes());
            requests.writeInt(limits.errorBytes());
            write(input);
            write(resultPath.getBytes(StandardCharsets.UTF_8));
            requests.flush();
            return new Outcome(
                    ENDINGS.get(answers.readUnsignedByte()),
                    answers.readInt(),
                    answers.readLong(),
                    answers.readLong(),
                    read(),
                    read(),
                    read());
        } catch (IOException e) {
            throw broken(e);
        } finally {
            end.cancel(false);
        }
    }

    private void write(byte[] bytes) throws IOException {
        requests.writeInt(bytes.length);
        requests.write(bytes);
    }

    private byte[] read() throws IOException {
        int length = answers.readInt();
        return length == 0 ? NOTHING : answers.readNBytes(length);
    }

    private BrokenBoxException broken(IOException cause) {
        String said = "";
        try {
            if (process.waitFor(1, TimeUnit.SECONDS)) { // else reading could wait for ever
                byte[] errors = process.getErrorStream().readNBytes(LONGEST_MESSAGE);
                said = new String(errors, StandardCharsets.UTF_8).strip();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        process.destroyForcibly();
        return new BrokenBoxException(said.isEmpty() ? "the sandbox ended early" : said, cause);
    }

    /** Ends whatever still runs. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroyForcibly(); // it is gone already, or will be
        }
        boolean interrupted = false;
        while (true) {
            try {
                if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                process.destroyForcibly();
            }
        }
        afterwards.run();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
