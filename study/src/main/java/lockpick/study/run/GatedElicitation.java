package lockpick.study.run;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.RunGraph;
import lockpick.study.experiment.RunKey;
import lockpick.study.experiment.RunLabels;
import lockpick.study.gate.GateConfig.WhenFailed;
import lockpick.study.gate.GateReport;
import lockpick.study.gate.GateReport.Verdict;
import lockpick.study.lock.Control;

/** Keeps elicitation from models that the gate found not locked: what it brought out of them would say nothing. */
public final class GatedElicitation {

    private final LockGate gate;
    private final Map<RunKey, Optional<String>> refusals = new HashMap<>();

    public GatedElicitation(LockGate gate) {
        this.gate = gate;
    }

    /** Why a run must not begin; empty if it may. */
    public synchronized Optional<String> refusal(PlannedRun run) throws IOException {
        if (gate.study().gate().whenFailed() == WhenFailed.WARN || !(run.run() instanceof Run.Elicit elicit)) {
            return Optional.empty();
        }
        Optional<String> known = refusals.get(elicit.locked());
        if (known == null) {
            known = ofLock(elicit.locked());
            refusals.put(elicit.locked(), known);
        }
        return known;
    }

    private Optional<String> ofLock(RunKey locked) throws IOException {
        for (RunGraph.Entry entry : gate.graph().entries()) {
            if (entry.run().key().equals(locked)
                    && entry.labels() instanceof RunLabels.Locked labels
                    && labels.control() == Control.NONE) {
                return gate.judge(labels.lock(), labels.seed())
                        .filter(report -> report.verdict() == Verdict.NOT_LOCKED)
                        .map(report -> "lock " + labels.lock().called() + " of seed " + labels.seed()
                                + " is not locked: " + failed(report));
            }
        }
        return Optional.empty();
    }

    private static String failed(GateReport report) {
        return String.join(
                ", ", report.failed().stream().map(check -> check.name()).toList());
    }
}
