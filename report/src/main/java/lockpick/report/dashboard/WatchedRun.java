package lockpick.report.dashboard;

import java.nio.file.Path;
import lockpick.report.read.PlannedRun;

/** A run of a study that is watched. @param folder where it is, or will be */
record WatchedRun(Path folder, PlannedRun plan, Standing standing) {

    boolean isFinished() {
        return standing instanceof Standing.Finished;
    }
}
