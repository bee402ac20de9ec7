package lockpick.study.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import lockpick.study.gate.Check.Judged;
import lockpick.study.gate.Check.NotMeasured;
import lockpick.study.gate.Check.Reported;
import lockpick.study.measure.Claim;
import lockpick.study.measure.MeanEstimate;

/**
 * A gate's report for people, in a monospaced font: the verdict, what the failures mean, and a line for each check, with
 * what failed first.
 */
public final class GateTable {

    private static final List<String> HEAD =
            List.of("check", "verdict", "estimate", "95 % interval", "bound", "problems", "what it is");

    private GateTable() {}

    /** Lines of text, each ended by a line feed. */
    public static String of(GateReport report) {
        StringBuilder text = new StringBuilder(headline(report)).append('\n');
        report.failed()
                .forEach(check -> text.append("  ")
                        .append(check.name())
                        .append(": ")
                        .append(((Judged) check.finding()).meaning())
                        .append('\n'));
        text.append('\n');
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        report.checks().stream()
                .sorted(Comparator.comparingInt(GateTable::rank))
                .map(GateTable::row)
                .forEach(rows::add);
        rows.forEach(row -> text.append(line(row, rows)).append('\n'));
        return text.toString();
    }

    private static String headline(GateReport report) {
        return report.verdict().word().toUpperCase(Locale.ROOT) + ": " + found(report);
    }

    /** Why the verdict is what it is, such as {@code 1 of 9 checks fails (1 not measured)}. */
    public static String found(GateReport report) {
        int failed = report.failed().size();
        int open = report.undecided().size();
        long judged = report.judged(Claim.Verdict.HOLDS).count() + failed + open;
        long missing = report.checks().stream()
                .filter(check -> check.finding() instanceof NotMeasured)
                .count();
        String found = switch (report.verdict()) {
            case LOCKED -> judged + " of " + judged + " checks " + (judged == 1 ? "holds" : "hold");
            case NOT_LOCKED -> failed + " of " + judged + " checks " + (failed == 1 ? "fails" : "fail");
            case UNDECIDED ->
                open == 0
                        ? "nothing fails, but the gap was not measured"
                        : "nothing fails, but " + open + " of " + judged + " checks " + (open == 1 ? "is" : "are")
                                + " open; more problems would tell";
        };
        return found + (missing == 0 ? "" : " (" + missing + " not measured)");
    }

    private static int rank(Check check) {
        return switch (check.finding()) {
            case Judged judged ->
                switch (judged.verdict()) {
                    case FAILS -> 0;
                    case UNDECIDED -> 1;
                    case HOLDS -> 2;
                };
            case Reported reported -> 3;
            case NotMeasured notMeasured -> 4;
        };
    }

    private static List<String> row(Check check) {
        return switch (check.finding()) {
            case Judged judged ->
                List.of(
                        check.name(),
                        judged.verdict().word(),
                        number(judged.estimate().mean()),
                        interval(judged.estimate()),
                        bound(judged.claim()),
                        problems(judged.estimate(), judged.leftOut()),
                        check.compares());
            case Reported(MeanEstimate estimate) ->
                List.of(
                        check.name(),
                        "no bound",
                        number(estimate.mean()),
                        interval(estimate),
                        "",
                        problems(estimate, 0),
                        check.compares());
            case NotMeasured(String reason) -> List.of(check.name(), "not measured", "", "", "", "", reason);
        };
    }

    private static String interval(MeanEstimate estimate) {
        return estimate.spread()
                .map(spread -> number(spread.ninetyFive().low()) + " … "
                        + number(spread.ninetyFive().high()))
                .orElse("unknown");
    }

    /** What a claim asks of an estimate, such as {@code at most 0.05}. */
    public static String bound(Claim claim) {
        return switch (claim) {
            case Claim.Equivalent(double margin) -> "within ±" + bound(margin);
            case Claim.NonInferior(double margin) -> "above " + bound(-margin);
            case Claim.Superior(double bound) -> "above " + bound(bound);
            case Claim.AtMost(double bound) -> "at most " + bound(bound);
            case Claim.AtLeast(double bound) -> "at least " + bound(bound);
        };
    }

    /** As it was set: 0.05, not 0.050. */
    private static String bound(double bound) {
        return minus(Double.toString(bound));
    }

    private static String number(double value) {
        String number = String.format(Locale.ROOT, "%.3f", value);
        return number.equals("-0.000") ? "0.000" : minus(number);
    }

    private static String minus(String number) {
        return number.replaceFirst("^-", "−");
    }

    private static String problems(MeanEstimate estimate, int leftOut) {
        return String.format(Locale.ROOT, "%,d", estimate.problems())
                + (estimate.seeds() > 1 ? " in " + estimate.seeds() + " seeds" : "")
                + (leftOut > 0 ? String.format(Locale.ROOT, ", %,d left out", leftOut) : "");
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        IntStream.range(0, row.size()).forEach(column -> {
            int width = rows.stream()
                    .mapToInt(any -> any.get(column).length())
                    .max()
                    .orElseThrow();
            line.append(row.get(column)).repeat(' ', width - row.get(column).length() + 2);
        });
        return line.toString().stripTrailing();
    }
}
