package lockpick.study.run;

import java.nio.file.Path;
import lockpick.engine.tensor.Seed;
import lockpick.study.experiment.Run;
import lockpick.study.task.Task;

/**
 * What every kind of run is given.
 *
 * @param modelFolder where the run saves its model
 */
record RunScene(RunSources sources, RunLog log, Path modelFolder) {

    Run run() {
        return sources.run();
    }

    /** Of the study's seed. */
    Seed root() {
        return sources.root();
    }

    Task task() {
        return sources.task();
    }
}
