package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lockpick.study.policy.ModelPreset;
import lockpick.study.setting.Words;

/**
 * What a study will take, estimated before anything is computed. Hours are those of one run after the other; runs side
 * by side divide them. Finished runs are not subtracted.
 *
 * @param rows by kind of run, in the order policy, samples, lock, evaluate, password-prompts, and the methods of
 *     elicitation
 * @param gigaflops what one run is taken to sustain, in 10^9 floating-point operations a second
 */
public record StudyCost(List<Row> rows, double gigaflops) {

    public StudyCost {
        rows = List.copyOf(rows);
    }

    /** All runs of one kind. */
    public record Row(String kind, int runs, RunCost cost) {}

    /** With what we have seen a CPU thread sustain on the study's model. */
    public static StudyCost estimate(Study study) {
        return estimate(study, gigaflopsPerThread(study.model()) * study.threads());
    }

    public static StudyCost estimate(Study study, double gigaflops) {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (String kind : List.of("policy", "samples", "lock", "evaluate", "password-prompts")) {
            rows.put(kind, new Row(kind, 0, RunCost.NONE));
        }
        for (PlannedRun run : RunGraph.of(study).runs()) {
            rows.merge(
                    run.run().called(),
                    new Row(run.run().called(), 1, RunCost.of(run.run())),
                    (row, one) -> new Row(row.kind(), row.runs() + 1, row.cost().plus(one.cost())));
        }
        return new StudyCost(
                rows.values().stream().filter(row -> row.runs() > 0).toList(), gigaflops);
    }

    /** Small matrices keep a thread waiting, so that small models sustain less. */
    private static double gigaflopsPerThread(ModelPreset model) {
        return switch (model) {
            case TINY -> 10;
            case NANO -> 25;
            case SMALL -> 100;
            case PAPER -> 150;
        };
    }

    public Row total() {
        return rows.stream()
                .reduce(
                        new Row("total", 0, RunCost.NONE),
                        (a, b) -> new Row("total", a.runs() + b.runs(), a.cost().plus(b.cost())));
    }

    public double hours(Row row) {
        return row.cost().flop() / (gigaflops * 1e9) / 3600;
    }

    /** A line for each kind of run and one for all, under a heading. */
    public String table() {
        List<String[]> cells = new ArrayList<>();
        cells.add(new String[] {"", "runs", "sequences", "completions", "FLOP", "time", "disk"});
        rows.forEach(row -> cells.add(cells(row)));
        cells.add(cells(total()));
        var table = new StringBuilder();
        int kind = cells.stream().mapToInt(line -> line[0].length()).max().orElseThrow();
        for (String[] line : cells) {
            line[0] += " ".repeat(Math.max(7, kind) - line[0].length());
            table.append(String.format(Locale.ROOT, "  %s%5s%14s%14s%10s%10s%10s%n", (Object[]) line));
        }
        return table
                + String.format(
                        Locale.ROOT,
                        "  An estimate: one run at a time at %s GFLOP/s. Runs that are finished already cost nothing.",
                        Words.number(gigaflops));
    }

    private String[] cells(Row row) {
        return new String[] {
            row.kind(),
            Words.number(row.runs()),
            Words.number(row.cost().sequences()),
            Words.number(row.cost().completions()),
            String.format(Locale.ROOT, "%.1e", row.cost().flop()),
            time(hours(row)),
            size(row.cost().bytes())
        };
    }

    private static String time(double hours) {
        if (hours < 1.0 / 60) {
            return String.format(Locale.ROOT, "%.0f s", hours * 3600);
        }
        if (hours < 1) {
            return String.format(Locale.ROOT, "%.0f min", hours * 60);
        }
        return hours < 100
                ? String.format(Locale.ROOT, "%.1f h", hours)
                : String.format(Locale.ROOT, "%.0f days", hours / 24);
    }

    private static String size(long bytes) {
        return bytes < 1e9
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
