package lockpick.study.execute;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lockpick.study.experiment.PlannedRun;

/**
 * What became of the runs that were to be computed.
 *
 * @param refused runs that were not allowed to begin
 * @param skipped runs that need a failed or a refused one
 * @param notBegun runs that were never handed out, because the executor stopped early
 * @param stopped why it stopped early, for the user
 */
public record Outcome(
        List<PlannedRun> computed,
        List<Failure> failed,
        List<Refusal> refused,
        List<PlannedRun> skipped,
        List<PlannedRun> notBegun,
        Optional<String> stopped) {

    /** @param why for the user, one sentence @param log where more is to be found */
    public record Failure(PlannedRun run, String why, Path log) {}

    /** @param why for the user */
    public record Refusal(PlannedRun run, String why) {}

    public boolean complete() {
        return stopped.isEmpty() && failed.isEmpty() && refused.isEmpty() && skipped.isEmpty() && notBegun.isEmpty();
    }
}
