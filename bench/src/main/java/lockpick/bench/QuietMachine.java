package lockpick.bench;

import java.io.IOException;
import java.time.Duration;

/** Measures when nobody else wants the cores that it takes, for as long as one is ready to wait for that. */
final class QuietMachine {

    private static final Duration LISTENED = Duration.ofSeconds(2);
    private static final double TOLERATED_CORES = 0.1;

    private final long patienceNanos;

    QuietMachine(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    /** Something to measure that runs other processes. */
    interface Measuring {
        Measurement measure() throws IOException;
    }

    /** The first quiet measurement; when patience ends, the last one. */
    Measurement measure(int threads, Measuring measuring) throws IOException, InterruptedException {
        long end = System.nanoTime() + patienceNanos;
        while (true) {
            while (System.nanoTime() < end && busyCores() > spareCores(threads)) {
                Thread.onSpinWait(); // busyCores has waited
            }
            Measurement measurement = measuring.measure();
            if (measurement.isQuiet() || System.nanoTime() >= end) {
                return measurement;
            }
        }
    }

    /** Cores that others may use beside so many threads. */
    static double spareCores(int threads) {
        return Math.max(0, Runtime.getRuntime().availableProcessors() - threads) + TOLERATED_CORES;
    }

    private static double busyCores() throws InterruptedException {
        double before = ProcessorUse.machineSecondsNow();
        Thread.sleep(LISTENED);
        return (ProcessorUse.machineSecondsNow() - before) / LISTENED.toSeconds();
    }
}
