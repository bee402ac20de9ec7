package lockpick.bench;

import java.util.Arrays;
import java.util.stream.LongStream;
import lockpick.engine.tensor.Libtorch;

/**
 * How long each of several repetitions took, and who used the processor meanwhile.
 *
 * @param count at least 3
 * @param medianSeconds by the clock on the wall
 * @param bestSeconds by the clock on the wall
 * @param cpuSeconds of the processor in each: with one thread the median, which neighbours hardly move, else the mean
 * @param ownCores cores that this process kept busy, on average
 * @param otherCores cores that everything else on this machine kept busy
 * @param pageFaults pages that the kernel mapped for this process, in each repetition
 */
record Repetitions(
        int count,
        double medianSeconds,
        double bestSeconds,
        double cpuSeconds,
        double ownCores,
        double otherCores,
        long pageFaults) {

    private static final int FEWEST = 3;

    /** Repeats for so many seconds, and at least 3 times. */
    static Repetitions of(Runnable work, double seconds) {
        LongStream.Builder nanos = LongStream.builder();
        LongStream.Builder cpuNanos = LongStream.builder();
        int count = 0;
        ProcessorUse before = ProcessorUse.now();
        long start = System.nanoTime();
        long now = start;
        while (count < FEWEST || now - start < seconds * 1e9) {
            long cpu = ProcessorUse.threadNanos();
            work.run();
            cpuNanos.add(ProcessorUse.threadNanos() - cpu);
            long end = System.nanoTime();
            nanos.add(end - now);
            now = end;
            count++;
        }
        ProcessorUse used = ProcessorUse.now().since(before);
        double wall = (now - start) / 1e9;
        long[] walls = nanos.build().toArray();
        return new Repetitions(
                count,
                median(walls) / 1e9,
                Arrays.stream(walls).min().orElseThrow() / 1e9,
                Libtorch.threads() == 1 ? median(cpuNanos.build().toArray()) / 1e9 : used.ownSeconds() / count,
                used.ownSeconds() / wall,
                Math.max(0, used.machineSeconds() - used.ownSeconds()) / wall,
                used.pageFaults() / count);
    }

    /** Seconds to compare with matrix products: of the processor with one thread, else of the clock on the wall. */
    double steadySeconds() {
        return Libtorch.threads() == 1 ? cpuSeconds : medianSeconds;
    }

    /** Middle value, or the mean of the two in the middle. */
    private static double median(long... values) {
        long[] sorted = Arrays.stream(values).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0;
    }
}
