package lockpick.bench;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * How long each of several repetitions took by the clock on the wall, and who used the processor meanwhile.
 *
 * @param count at least 3
 * @param ownCores cores that this process kept busy, on average
 * @param otherCores cores that everything else on this machine kept busy
 * @param pageFaults pages that the kernel mapped for this process, in each repetition
 */
record Repetitions(
        int count, double medianSeconds, double bestSeconds, double ownCores, double otherCores, long pageFaults) {

    private static final int FEWEST = 3;

    /** Repeats for so many seconds, and at least 3 times. */
    static Repetitions of(Runnable work, double seconds) {
        LongStream.Builder nanos = LongStream.builder();
        int count = 0;
        ProcessorUse before = ProcessorUse.now();
        long start = System.nanoTime();
        long now = start;
        while (count < FEWEST || now - start < seconds * 1e9) {
            work.run();
            long end = System.nanoTime();
            nanos.add(end - now);
            now = end;
            count++;
        }
        ProcessorUse used = ProcessorUse.now().since(before);
        double wall = (now - start) / 1e9;
        long[] sorted = nanos.build().sorted().toArray();
        return new Repetitions(
                count,
                median(sorted) / 1e9,
                sorted[0] / 1e9,
                used.ownSeconds() / wall,
                Math.max(0, used.machineSeconds() - used.ownSeconds()) / wall,
                used.pageFaults() / count);
    }

    /** Middle value, or the mean of the two in the middle. */
    static double median(long... values) {
        long[] sorted = Arrays.stream(values).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0;
    }
}
