package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunGraph;
import lockpick.study.experiment.RunLabels;
import lockpick.study.experiment.Study;
import lockpick.study.gate.GateArms;
import lockpick.study.gate.GateReport;
import lockpick.study.lock.LockConfig;

/**
 * Judges the locks of a study by what their run folders hold (docs/methods/lock-gate.md).
 *
 * @param runs the runs folder
 * @param graph of the study
 */
public record LockGate(Path runs, Study study, RunGraph graph) {

    /** The lock of one seed; empty while its run is not finished. */
    public Optional<GateReport> judge(LockConfig lock, long seed) throws IOException {
        return judge(lock, List.of(seed));
    }

    /** The lock of all seeds together; empty while no run of it is finished. */
    public Optional<GateReport> judge(LockConfig lock, List<Long> seeds) throws IOException {
        return judge().judge(lock, seeds);
    }

    /** What of these seeds is compared; empty while no run of the lock is finished. */
    public Optional<GateArms> arms(LockConfig lock, List<Long> seeds) throws IOException {
        return judge().arms(lock, seeds);
    }

    private LockJudge judge() {
        return new LockJudge(study, this::finished);
    }

    /** The finished run that a study calls so. */
    public Optional<RunFolder> finished(RunLabels labels) throws IOException {
        PlannedRun run = run(graph, labels);
        return RunFolder.look(runs.resolve(run.folder()), run.key()) instanceof RunState.Finished(RunFolder found)
                ? Optional.of(found)
                : Optional.empty();
    }

    /** The run that a study calls so. */
    public static PlannedRun run(RunGraph graph, RunLabels labels) {
        return graph.entries().stream()
                .filter(entry -> entry.labels().equals(labels))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the study has no run called " + labels.text()))
                .run();
    }
}
