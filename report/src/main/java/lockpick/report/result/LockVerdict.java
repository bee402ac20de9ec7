package lockpick.report.result;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import lockpick.study.gate.GateReport;
import lockpick.study.gate.GateReport.Verdict;

/**
 * What the gate finds of a lock (docs/methods/lock-gate.md).
 *
 * @param lock its name
 * @param report of all seeds that have finished, together
 * @param bySeed of each of them alone, as decides whether anything is elicited from its model
 */
public record LockVerdict(String lock, GateReport report, SortedMap<Long, GateReport> bySeed) {

    public LockVerdict {
        bySeed = Collections.unmodifiableSortedMap(new TreeMap<>(bySeed));
    }

    /** All seeds together. */
    public Verdict verdict() {
        return report.verdict();
    }

    /** The seeds whose model alone is found not locked. */
    public List<Long> seedsNotLocked() {
        return bySeed.entrySet().stream()
                .filter(seed -> seed.getValue().verdict() == Verdict.NOT_LOCKED)
                .map(seed -> seed.getKey())
                .toList();
    }

    /** Whether all seeds together, or any of them, are not locked. */
    public boolean isSomewhereNotLocked() {
        return verdict() == Verdict.NOT_LOCKED || !seedsNotLocked().isEmpty();
    }
}
