package lockpick.study.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import lockpick.study.experiment.RunLabels;
import lockpick.study.experiment.Study;
import lockpick.study.gate.Gate;
import lockpick.study.gate.GateArms;
import lockpick.study.gate.GateReport;
import lockpick.study.lock.Control;
import lockpick.study.lock.LockConfig;
import lockpick.study.pipeline.Role;

/**
 * Judges locks by what run folders hold, wherever those lie (docs/methods/lock-gate.md).
 *
 * @param study whose bounds and passwords count
 * @param runs the finished runs
 */
public record LockJudge(Study study, Finished runs) {

    /** Where the runs of a study are. */
    @FunctionalInterface
    public interface Finished {

        /** The run that the study calls so; empty while it is not finished. */
        Optional<RunFolder> called(RunLabels labels) throws IOException;
    }

    /** The lock of these seeds together; empty while no run of it is finished. */
    public Optional<GateReport> judge(LockConfig lock, List<Long> seeds) throws IOException {
        return arms(lock, seeds).map(arms -> Gate.judge(study.gate(), arms));
    }

    /** What of these seeds is compared; empty while no run of the lock is finished. */
    public Optional<GateArms> arms(LockConfig lock, List<Long> seeds) throws IOException {
        Optional<GateArms> all = Optional.empty();
        for (long seed : seeds) {
            Optional<GateArms> arms = arms(lock, seed);
            all = all.isPresent() && arms.isPresent() ? Optional.of(all.get().and(arms.get())) : all.or(() -> arms);
        }
        return all;
    }

    private Optional<GateArms> arms(LockConfig lock, long seed) throws IOException {
        Optional<RunFolder> locked = runs.called(new RunLabels.Locked(seed, lock, Control.NONE));
        if (locked.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LockArms(
                        seed,
                        lock,
                        study.password(),
                        locked.get(),
                        runs.called(new RunLabels.Policy(seed, Role.STRONG)),
                        runs.called(RunLabels.Policy.weakOf(lock, seed)))
                .read());
    }
}
