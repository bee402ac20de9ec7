package lockpick.study.execute;

import java.io.IOException;
import java.util.Optional;
import lockpick.study.experiment.PlannedRun;

/** Whether a run whose inputs are finished may begin; asked once for each, from several threads. */
@FunctionalInterface
public interface Admission {

    /** Every run may. */
    Admission ALL = run -> Optional.empty();

    /** Why a run must not begin, for the user; empty if it may. What needs it does not begin either. */
    Optional<String> refusal(PlannedRun run) throws IOException;
}
