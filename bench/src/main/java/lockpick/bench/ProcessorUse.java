package lockpick.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What the processor has done, from Linux's {@code /proc}.
 *
 * @param ownSeconds for this process, all threads together
 * @param machineSeconds for every process, since the start of the machine
 * @param pageFaults of this process that needed no disk
 */
record ProcessorUse(double ownSeconds, double machineSeconds, long pageFaults) {

    private static final double TICKS_PER_SECOND = 100; // of /proc/stat, on every Linux of today
    private static final List<Integer> IDLE_COLUMNS = List.of(3, 4); // idle, and idle while a disk works

    static ProcessorUse now() {
        String[] process = read("/proc/self/stat").replaceFirst(".*\\) ", "").split(" ");
        return new ProcessorUse(processNanos() / 1e9, machineSecondsNow(), Long.parseLong(process[7]));
    }

    /** Busy seconds of all cores together. */
    static double machineSecondsNow() {
        String[] machine = read("/proc/stat").lines().findFirst().orElseThrow().split("\\s+");
        long[] ticks = Arrays.stream(machine)
                .skip(1)
                .limit(8)
                .mapToLong(Long::parseLong)
                .toArray();
        double busy = Arrays.stream(ticks).sum();
        for (int column : IDLE_COLUMNS) {
            busy -= ticks[column];
        }
        return busy / TICKS_PER_SECOND;
    }

    ProcessorUse since(ProcessorUse earlier) {
        return new ProcessorUse(
                ownSeconds - earlier.ownSeconds,
                machineSeconds - earlier.machineSeconds,
                pageFaults - earlier.pageFaults);
    }

    /** The most memory this process has held at once, in bytes. */
    static long peakResidentBytes() {
        return read("/proc/self/status")
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    /** Processor time of the calling thread: exact, while that of a process comes in steps of 10 ms. */
    static long threadNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long processNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": lockpick bench needs Linux", e);
        }
    }
}
