package lockpick.report.table;

import java.util.ArrayList;
import java.util.List;
import lockpick.report.result.LockVerdict;
import lockpick.report.result.StudyResults;
import lockpick.study.gate.Check;
import lockpick.study.gate.Check.Judged;
import lockpick.study.gate.Check.NotMeasured;
import lockpick.study.gate.Check.Reported;
import lockpick.study.gate.GateReport;
import lockpick.study.gate.GateTable;
import lockpick.study.measure.Interval;
import lockpick.study.measure.MeanEstimate;

/** What the gate finds of every lock. */
public final class GateTables {
    private GateTables() {}

    /** A row for each lock and check: of all seeds together first, then, of several seeds, of each alone. */
    public static DataTable gate(StudyResults results) {
        List<List<Value>> rows = new ArrayList<>();
        for (LockVerdict verdict : results.verdicts()) {
            rows.addAll(rows(verdict.lock(), "all", verdict.report()));
        }
        if (results.index().seeds().size() > 1) {
            for (LockVerdict verdict : results.verdicts()) {
                verdict.bySeed()
                        .forEach((seed, report) -> rows.addAll(rows(verdict.lock(), String.valueOf(seed), report)));
            }
        }
        return new DataTable(
                "gate",
                List.of(
                        "lock",
                        "seed",
                        "lock_verdict",
                        "check",
                        "verdict",
                        "estimate",
                        "interval_95_low",
                        "interval_95_high",
                        "interval_90_low",
                        "interval_90_high",
                        "bound",
                        "problems",
                        "seeds",
                        "left_out",
                        "compares",
                        "remark"),
                rows);
    }

    private static List<List<Value>> rows(String lock, String seed, GateReport report) {
        List<List<Value>> rows = new ArrayList<>();
        for (Check check : report.checks()) {
            List<Value> row = new ArrayList<>(List.of(
                    Value.of(lock), Value.of(seed), Value.of(report.verdict().word()), Value.of(check.name())));
            row.addAll(
                    switch (check.finding()) {
                        case Judged judged ->
                            found(
                                    judged.verdict().word(),
                                    judged.estimate(),
                                    GateTable.bound(judged.claim()),
                                    judged.leftOut());
                        case Reported(MeanEstimate estimate) -> found("no bound", estimate, "", 0);
                        case NotMeasured missing -> notMeasured();
                    });
            row.add(Value.of(check.compares()));
            row.add(Value.of(
                    switch (check.finding()) {
                        case Judged judged -> judged.meaning();
                        case Reported reported -> "";
                        case NotMeasured(String reason) -> reason;
                    }));
            rows.add(row);
        }
        return rows;
    }

    private static List<Value> found(String verdict, MeanEstimate estimate, String bound, int leftOut) {
        List<Value> values = new ArrayList<>(List.of(Value.of(verdict), Value.of(estimate.mean())));
        values.addAll(estimate.spread()
                .map(spread -> List.of(
                        low(spread.ninetyFive()),
                        high(spread.ninetyFive()),
                        low(spread.ninety()),
                        high(spread.ninety())))
                .orElse(List.of(Value.none(), Value.none(), Value.none(), Value.none())));
        values.addAll(
                List.of(Value.of(bound), Value.of(estimate.problems()), Value.of(estimate.seeds()), Value.of(leftOut)));
        return values;
    }

    private static Value low(Interval interval) {
        return Value.of(interval.low());
    }

    private static Value high(Interval interval) {
        return Value.of(interval.high());
    }

    private static List<Value> notMeasured() {
        List<Value> values = new ArrayList<>(List.of(Value.of("not measured")));
        for (int i = 0; i < 9; i++) {
            values.add(Value.none());
        }
        return values;
    }
}
