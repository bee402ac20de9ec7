package lockpick.study.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The one place where programs run that a model wrote. Safe for several threads; each opens boxes of its own. */
public final class Sandbox implements AutoCloseable {

    private final Bubblewrap bubblewrap;
    private final byte[] probe;
    private final BlockingQueue<Integer> freeUids = new ArrayBlockingQueue<>(Identity.BOXES);
    private final ScheduledExecutorService clock;

    private Sandbox(Bubblewrap bubblewrap, byte[] probe, int firstUid) {
        this.bubblewrap = bubblewrap;
        this.probe = probe;
        for (int i = 0; i < Identity.BOXES; i++) {
            freeUids.add(firstUid + i);
        }
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "sandbox-clock");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * A sandbox that has passed its self-test.
     *
     * @param cache a folder for what is compiled once; made if it is not there
     * @throws IsolationException if programs cannot be isolated here
     */
    public static Sandbox open(Path cache) throws IOException {
        return open(cache, Tools.ofSystem());
    }

    static Sandbox open(Path cache, Tools tools) throws IOException {
        Path program = tools.need("bwrap");
        Path compiler = tools.needOneOf("gcc", "clang", "cc");
        Runner runner = Runner.compiled(compiler, cache);
        int firstUid = Identity.firstUid(ProcessHandle.current().pid());
        var sandbox =
                new Sandbox(new Bubblewrap(program, runner.runner(), Identity.isRoot()), runner.probe(), firstUid);
        try {
            sandbox.test();
        } catch (IOException e) {
            sandbox.close();
            throw e;
        }
        return sandbox;
    }

    /**
     * Tries what a program must not be able to do.
     *
     * @throws IsolationException if anything of it succeeds, or no box can be opened
     */
    public void test() throws IsolationException {
        SelfTest.run(this, probe);
    }

    /** Starts a box, which the calling thread must close. */
    public Box box(BoxSettings settings) throws BrokenBoxException {
        int uid;
        try {
            uid = freeUids.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenBoxException("interrupted while waiting for a free sandbox", e);
        }
        try {
            var builder = new ProcessBuilder(bubblewrap.commandLine(settings, uid));
            builder.environment().clear();
            return new Box(builder.start(), clock, () -> freeUids.add(uid));
        } catch (IOException e) {
            freeUids.add(uid);
            throw new BrokenBoxException("the sandbox cannot be started: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
