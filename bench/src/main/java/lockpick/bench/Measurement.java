package lockpick.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One figure, with all it takes to read it. In JSON, names are in snake case.
 *
 * @param who {@code lockpick}, or the peer
 * @param median speed of the median repetition, in {@code unit}; of several processes the sum
 * @param perCpuSecond what the median repetition gets done in a second of one core
 * @param best speed of the fastest repetition
 * @param repetitions how many were timed
 * @param sgemmBefore speed of matrix products just before; of several processes at once the sum
 * @param sgemmAfter and just after
 * @param sgemmShare floating-point operations that a perfect run needs, over what 2048³ products did in that time
 * @param ownCores cores kept busy by what was measured
 * @param otherCores cores kept busy by everything else
 * @param pageFaults in each repetition
 * @param peakResidentBytes most memory held at once, of all processes together; null of a peer
 * @param malloc the allocator's variables in the environment
 * @param machine null of a peer: the same
 */
record Measurement(
        String block,
        String who,
        String unit,
        int threads,
        int processes,
        double median,
        double perCpuSecond,
        double best,
        int repetitions,
        Sgemm sgemmBefore,
        Sgemm sgemmAfter,
        @Nullable Double sgemmShare,
        double ownCores,
        double otherCores,
        long pageFaults,
        @Nullable Long peakResidentBytes,
        String blas,
        Map<String, String> malloc,
        String date,
        @Nullable Machine machine) {

    static final String OURS = "lockpick";

    /** What the processes of a block found. */
    static Measurement of(Block block, Settings settings, List<MeasuredProcess.Result> results) {
        MeasuredProcess.Result first = results.getFirst();
        Sgemm before = results.stream()
                .map(MeasuredProcess.Result::before)
                .reduce(Sgemm::plus)
                .orElseThrow();
        Sgemm after = results.stream()
                .map(MeasuredProcess.Result::after)
                .reduce(Sgemm::plus)
                .orElseThrow();
        double flopPerAmount = first.flop() / first.amount();
        double median =
                sum(results, result -> result.amount() / result.repetitions().medianSeconds());
        double perCpuSecond =
                sum(results, result -> result.amount() / result.repetitions().cpuSeconds()) / results.size();
        double steady = block.threads() == 1 ? perCpuSecond * block.processes() : median;
        double own = sum(results, result -> result.repetitions().ownCores());
        // One process counts its siblings among the others.
        double others = first.repetitions().otherCores() + first.repetitions().ownCores() - own;
        return new Measurement(
                block.name(),
                OURS,
                block.unit(),
                block.threads(),
                block.processes(),
                rounded(median),
                rounded(perCpuSecond),
                rounded(sum(
                        results,
                        result -> result.amount() / result.repetitions().bestSeconds())),
                first.repetitions().count(),
                before.rounded(),
                after.rounded(),
                rounded(steady * flopPerAmount / 1e9 / ((before.gflops2048() + after.gflops2048()) / 2)),
                rounded(own),
                rounded(Math.max(0, others)),
                first.repetitions().pageFaults(),
                results.stream()
                        .mapToLong(MeasuredProcess.Result::peakResidentBytes)
                        .sum(),
                settings.blas().toString(),
                settings.mallocVariables(),
                now(),
                Machine.here(first));
    }

    /** Whether nobody else wanted the cores that this needs: if not, the figure is not to be trusted. */
    boolean isQuiet() {
        return otherCores <= QuietMachine.spareCores(threads * processes);
    }

    /** The speed to compare: of one thread that in a second of its core, else that in a second. */
    double steady() {
        return threads == 1 ? perCpuSecond * processes : median;
    }

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static double sum(List<MeasuredProcess.Result> results, ToDoubleFunction<MeasuredProcess.Result> part) {
        return results.stream().mapToDouble(part).sum();
    }

    /** Whole numbers from 100 on, else three decimals: more would be noise. */
    static double rounded(double value) {
        return value >= 100 ? Math.rint(value) : Math.rint(value * 1000) / 1000;
    }
}
