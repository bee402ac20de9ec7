package lockpick.report.page;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lockpick.report.result.LockVerdict;
import lockpick.report.result.StudyResults;
import lockpick.report.table.DataTable;
import lockpick.report.table.Format;
import lockpick.study.gate.Check;
import lockpick.study.gate.GateConfig.WhenFailed;
import lockpick.study.gate.GateReport;
import lockpick.study.gate.GateReport.Verdict;
import lockpick.study.gate.GateTable;

/** What the gate finds: a warning at the top for what is not locked, and every check of every lock. */
public final class GateSection {
    private static final int COLUMNS = 6;

    private final StudyResults results;
    private final DataTable data;

    /** @param data what the gate finds, as a table */
    public GateSection(StudyResults results, DataTable data) {
        this.results = results;
        this.data = data;
    }

    /** A box for each lock that is not locked; empty if there is none. */
    String warnings() {
        return results.verdicts().stream()
                .filter(LockVerdict::isSomewhereNotLocked)
                .map(this::warning)
                .collect(Collectors.joining());
    }

    private String warning(LockVerdict verdict) {
        StringBuilder html = new StringBuilder("<div class=\"alarm\" role=\"note\"><p><strong>NOT LOCKED: ")
                .append(Html.text(verdict.lock()))
                .append("</strong>")
                .append(Html.text(whichSeeds(verdict)))
                .append(".</p>\n<ul>\n");
        reportThatFails(verdict)
                .failed()
                .forEach(check -> html.append("<li>").append(failed(check)).append("</li>\n"));
        return html.append("</ul>\n<p>")
                .append(
                        results.index().study().gate().whenFailed() == WhenFailed.STOP
                                ? "Nothing is elicited from a model that is not locked"
                                        + " (<code>gate: {when-failed: stop}</code>)."
                                : "It was elicited from all the same (<code>gate: {when-failed: warn}</code>): what that"
                                        + " brought out says little about hidden capability.")
                .append("</p></div>\n")
                .toString();
    }

    private String whichSeeds(LockVerdict verdict) {
        if (results.index().seeds().size() == 1) {
            return "";
        }
        String seeds = verdict.seedsNotLocked().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return seeds.isEmpty()
                ? ", over all seeds together, though no seed alone shows it"
                : verdict.verdict() == Verdict.NOT_LOCKED
                        ? ", over all seeds together, and alone: " + seeds
                        : ", of seed " + seeds + "; over all seeds together it is "
                                + verdict.verdict().word();
    }

    private static GateReport reportThatFails(LockVerdict verdict) {
        return verdict.verdict() == Verdict.NOT_LOCKED
                ? verdict.report()
                : verdict.bySeed().getOrDefault(verdict.seedsNotLocked().getFirst(), verdict.report());
    }

    private static String failed(Check check) {
        return "<b>" + Html.text(check.name()) + "</b>"
                + (check.finding() instanceof Check.Judged judged ? ": " + Html.text(judged.meaning()) : "");
    }

    /** A row for each lock and check. */
    String table() {
        HtmlTable table = open("what the gate finds of every lock");
        String lock = "";
        for (int row = 0; row < data.rows().size(); row++) {
            if (!data.value(row, "seed").text().equals("all")) {
                break; // single seeds are in the file
            }
            if (!data.value(row, "lock").text().equals(lock)) {
                lock = data.value(row, "lock").text();
                group(table, lock);
            }
            check(table, row);
        }
        return table.end();
    }

    /** A row for each check of a lock under one seed; empty if the gate was not asked about it. */
    public String table(String lock, long seed) {
        String wanted = results.index().seeds().size() > 1 ? String.valueOf(seed) : "all";
        List<Integer> rows = IntStream.range(0, data.rows().size())
                .filter(row -> data.value(row, "lock").text().equals(lock)
                        && data.value(row, "seed").text().equals(wanted))
                .boxed()
                .toList();
        if (rows.isEmpty()) {
            return "";
        }
        HtmlTable table = open("what the gate finds of the lock " + lock);
        rows.forEach(row -> check(table, row));
        return table.end();
    }

    private static HtmlTable open(String label) {
        return new HtmlTable(label)
                .head(HtmlTable.th("check")
                        + HtmlTable.th("verdict")
                        + HtmlTable.thNumber("estimate [95 %]")
                        + HtmlTable.thNumber("bound")
                        + HtmlTable.thNumber("problems")
                        + HtmlTable.th("what it is"));
    }

    private void group(HtmlTable table, String lock) {
        results.verdict(lock)
                .ifPresent(verdict -> table.group(
                        lock,
                        badge(verdict) + " <span class=\"found\">"
                                + Html.text(GateTable.found(verdict.report()) + seeds(verdict)) + "</span>",
                        COLUMNS));
    }

    private static String seeds(LockVerdict verdict) {
        return verdict.bySeed().size() == 1
                ? ""
                : "; each alone: "
                        + verdict.bySeed().entrySet().stream()
                                .map(seed -> "seed " + seed.getKey() + " "
                                        + seed.getValue().verdict().word())
                                .collect(Collectors.joining(", "));
    }

    /** The verdict in a box of its colour. */
    public static String badge(LockVerdict verdict) {
        boolean isNotLocked = verdict.isSomewhereNotLocked();
        boolean onlySeeds = isNotLocked && verdict.verdict() != Verdict.NOT_LOCKED;
        String text = isNotLocked
                ? "NOT LOCKED" + (onlySeeds ? " (single seeds)" : "")
                : verdict.verdict().word();
        return badge(text, isNotLocked ? Verdict.NOT_LOCKED : verdict.verdict());
    }

    /** The same of one seed. */
    public static String badge(Verdict verdict) {
        return badge(verdict == Verdict.NOT_LOCKED ? "NOT LOCKED" : verdict.word(), verdict);
    }

    private static String badge(String text, Verdict colour) {
        return "<span class=\"badge " + colour.word().replace(' ', '-') + "\">" + text + "</span>";
    }

    /** What stands beside a lock's name wherever it is mentioned: nothing but where it is not locked. */
    static String mark(StudyResults results, String lock) {
        return results.verdict(lock)
                .filter(LockVerdict::isSomewhereNotLocked)
                .map(GateSection::badge)
                .orElse("");
    }

    private void check(HtmlTable table, int row) {
        String verdict = data.value(row, "verdict").text();
        table.name(data.value(row, "check").text());
        table.text(verdict, verdict.replace(' ', '-'));
        if (data.value(row, "estimate").isNone()) {
            table.nothing().nothing().nothing().text(data.value(row, "remark").text(), "words");
        } else {
            table.number(estimate(row), data, row, "estimate", "interval_95_low", "interval_95_high");
            table.number(data.value(row, "bound").text(), data, row, "bound");
            table.number(problems(row), data, row, "problems", "seeds", "left_out");
            table.text(data.value(row, "compares").text(), "words");
        }
        table.endRow();
    }

    private String estimate(int row) {
        String estimate = Format.thousandths(number(row, "estimate"));
        return data.value(row, "interval_95_low").isNone()
                ? estimate
                : estimate + " [" + Format.thousandths(number(row, "interval_95_low")) + ", "
                        + Format.thousandths(number(row, "interval_95_high")) + "]";
    }

    private String problems(int row) {
        long seeds = Math.round(number(row, "seeds"));
        long leftOut = Math.round(number(row, "left_out"));
        return Format.count(Math.round(number(row, "problems")))
                + (seeds > 1 ? " in " + seeds + " seeds" : "")
                + (leftOut > 0 ? ", " + Format.count(leftOut) + " left out" : "");
    }

    private double number(int row, String column) {
        return Double.parseDouble(data.value(row, column).text());
    }
}
