package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import lockpick.study.policy.ModelPreset;
import lockpick.study.setting.Words;

/**
 * What studies will take, estimated before anything is computed. Hours are those of one run after the other; runs side by side
 * divide them. Finished runs are not subtracted.
 *
 * @param rows of one study the kinds of its runs, in the order policy, samples, lock, evaluate, password-prompts, and the
 *     methods of elicitation; of several the studies
 * @param total of all rows; a run that several studies share is counted once
 * @param gigaflops what one run of each study is taken to sustain, in 10^9 floating-point operations a second
 */
public record StudyCost(List<Row> rows, Row total, List<Double> gigaflops) {

    public StudyCost {
        rows = List.copyOf(rows);
        gigaflops = List.copyOf(gigaflops);
    }

    /** Several runs together. */
    public record Row(String name, int runs, RunCost cost, double hours) {

        private static Row none(String name) {
            return new Row(name, 0, RunCost.NONE, 0);
        }

        private Row plus(Run run, double gigaflops) {
            RunCost one = RunCost.of(run);
            return new Row(name, runs + 1, cost.plus(one), hours + one.flop() / (gigaflops * 1e9) / 3600);
        }
    }

    /**
     * By the kinds of a study's runs.
     *
     * @param given 10^9 floating-point operations a second; without them, what we have seen a CPU thread sustain on the
     *     study's model
     */
    public static StudyCost byKind(Study study, OptionalDouble given) {
        double gigaflops = given.orElseGet(() -> usual(study));
        Map<String, Row> rows = new LinkedHashMap<>();
        for (String kind : List.of("policy", "samples", "lock", "evaluate", "password-prompts")) {
            rows.put(kind, Row.none(kind));
        }
        Row total = Row.none("total");
        for (PlannedRun planned : RunGraph.of(study).runs()) {
            Run run = planned.run();
            rows.compute(run.called(), (kind, row) -> (row == null ? Row.none(kind) : row).plus(run, gigaflops));
            total = total.plus(run, gigaflops);
        }
        return new StudyCost(
                rows.values().stream().filter(row -> row.runs() > 0).toList(), total, List.of(gigaflops));
    }

    /**
     * By studies.
     *
     * @param studies by their names
     * @param given as above
     */
    public static StudyCost byStudy(Map<String, Study> studies, OptionalDouble given) {
        List<Row> rows = new ArrayList<>();
        Row total = Row.none("total");
        Set<RunKey> counted = new HashSet<>();
        List<Double> speeds = new ArrayList<>();
        for (Map.Entry<String, Study> study : studies.entrySet()) {
            double gigaflops = given.orElseGet(() -> usual(study.getValue()));
            speeds.add(gigaflops);
            Row row = Row.none(study.getKey());
            for (PlannedRun planned : RunGraph.of(study.getValue()).runs()) {
                row = row.plus(planned.run(), gigaflops);
                if (counted.add(planned.key())) {
                    total = total.plus(planned.run(), gigaflops);
                }
            }
            rows.add(row);
        }
        return new StudyCost(rows, total, speeds);
    }

    private static double usual(Study study) {
        return gigaflopsPerThread(study.model()) * study.threads();
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

    /** A line for each row and one for all, under a heading. */
    public String table() {
        List<String[]> cells = new ArrayList<>();
        cells.add(new String[] {"", "runs", "sequences", "completions", "FLOP", "time", "disk"});
        rows.forEach(row -> cells.add(cells(row)));
        cells.add(cells(total));
        var table = new StringBuilder();
        int name = cells.stream().mapToInt(line -> line[0].length()).max().orElseThrow();
        for (String[] line : cells) {
            line[0] += " ".repeat(Math.max(7, name) - line[0].length());
            table.append(String.format(Locale.ROOT, "  %s%5s%14s%14s%10s%10s%10s%n", (Object[]) line));
        }
        table.append("  An estimate: one run at a time at ").append(speed()).append(" GFLOP/s.");
        if (rows.stream().mapToInt(Row::runs).sum() > total.runs()) {
            table.append(" The total counts a run of several studies once.");
        }
        table.append(" Runs that are finished already cost nothing.");
        total.cost()
                .questions()
                .forEach((model, count) -> table.append(
                        "\n  " + model + " is asked at most " + Words.number(count) + " questions, equal ones once."));
        return table.toString();
    }

    private String speed() {
        String least = Words.number(Collections.min(gigaflops));
        String most = Words.number(Collections.max(gigaflops));
        return least.equals(most) ? least : least + " to " + most;
    }

    private static String[] cells(Row row) {
        return new String[] {
            row.name(),
            Words.number(row.runs()),
            Words.number(row.cost().sequences()),
            Words.number(row.cost().completions()),
            String.format(Locale.ROOT, "%.1e", row.cost().flop()),
            time(row.hours()),
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
