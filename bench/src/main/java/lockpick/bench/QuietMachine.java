package lockpick.bench;

import java.io.IOException;
import java.time.Duration;

/** Measures when nobody else uses the processor, for as long as one is ready to wait for that. */
final class QuietMachine {

    private static final Duration LISTENED = Duration.ofSeconds(2);
    private static final double QUIET_CORES = 0.1;

    private final long patienceNanos;

    QuietMachine(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    /** Something to measure that runs other processes. */
    interface Measuring {
        Measurement measure() throws IOException;
    }

    /** The first quiet measurement; when patience ends, the last one. */
    Measurement measure(Measuring measuring) throws IOException, InterruptedException {
        long end = System.nanoTime() + patienceNanos;
        while (true) {
            while (System.nanoTime() < end && busyCores() > QUIET_CORES) {
                Thread.onSpinWait(); // busyCores has waited
            }
            Measurement measurement = measuring.measure();
            if (measurement.isQuiet() || System.nanoTime() >= end) {
                return measurement;
            }
        }
    }

    private static double busyCores() throws InterruptedException {
        double before = ProcessorUse.machineSecondsNow();
        Thread.sleep(LISTENED);
        return (ProcessorUse.machineSecondsNow() - before) / LISTENED.toSeconds();
    }
}
