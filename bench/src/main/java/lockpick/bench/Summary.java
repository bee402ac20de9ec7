package lockpick.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Several measurements of the same by the same, as one line: those of quiet moments, or all when there are none.
 *
 * @param median of the measurements' medians
 * @param steady median of {@link Measurement#steady}
 * @param best of all
 * @param quiet how many measurements had the machine to themselves
 */
record Summary(Measurement last, double median, double steady, double best, int quiet, int measurements) {

    static final String HEADER = String.format(
            Locale.ROOT,
            "%-26s %-27s %8s %8s %9s %-10s %15s %6s %10s %9s %6s  %s",
            "block",
            "by",
            "median",
            "best",
            "per CPU s",
            "unit",
            "SGEMM, GFLOP/s",
            "share",
            "own cores",
            "peak, MB",
            "quiet",
            "ours is");

    static Summary of(List<Measurement> measurements) {
        List<Measurement> quiet =
                measurements.stream().filter(Measurement::isQuiet).toList();
        List<Measurement> counted = quiet.isEmpty() ? measurements : quiet;
        return new Summary(
                counted.getLast(),
                median(counted, Measurement::median),
                median(counted, Measurement::steady),
                counted.stream().mapToDouble(Measurement::best).max().orElseThrow(),
                quiet.size(),
                measurements.size());
    }

    private static double median(List<Measurement> measurements, ToDoubleFunction<Measurement> figure) {
        double[] sorted = measurements.stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /**
     * A line of the table.
     *
     * @param ours what Lockpick reaches in this block, where this is a peer's
     */
    String line(@Nullable Summary ours) {
        return String.format(
                        Locale.ROOT,
                        "%-26s %-27s %8s %8s %9s %-10s %7.0f %7.0f %6s %10s %9s %6s  %s",
                        last.block(),
                        last.who(),
                        speed(median),
                        speed(best),
                        speed(last.perCpuSecond()),
                        last.unit(),
                        last.sgemmBefore().gflops2048(),
                        last.sgemmAfter().gflops2048(),
                        last.sgemmShare() == null ? "" : String.format(Locale.ROOT, "%.2f", last.sgemmShare()),
                        String.format(Locale.ROOT, "%.2f of %d", last.ownCores(), last.threads() * last.processes()),
                        last.peakResidentBytes() == null ? "" : last.peakResidentBytes() / 1_000_000,
                        quiet + "/" + measurements,
                        ours == null ? "" : String.format(Locale.ROOT, "%.2f ×", ours.steady / steady))
                .stripTrailing();
    }

    private static String speed(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
