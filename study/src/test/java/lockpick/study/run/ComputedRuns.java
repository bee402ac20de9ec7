package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import lockpick.engine.tensor.Device;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.RunKey;

/** Computes runs in this process, each in a folder that the runs after it find. */
final class ComputedRuns {

    private final Path folder;
    private final RunExecution execution = new RunExecution(Device.CPU);
    private final Map<RunKey, Path> folders = new HashMap<>();

    ComputedRuns(Path folder) {
        this.folder = folder;
    }

    RecordedRun compute(Run run) throws IOException {
        RunKey key = RunKey.of(run);
        RecordedRun log = new RecordedRun();
        execution.execute(run, new RunInputs(folders), log, model(key));
        folders.put(key, folder.resolve(key.hex()));
        if (!log.samples().isEmpty()) {
            Files.createDirectories(folder.resolve(key.hex()));
            SamplesFile.write(folder.resolve(key.hex()).resolve(RunFolder.SAMPLES), log.samples());
        }
        return log;
    }

    Path model(RunKey run) {
        return folder.resolve(run.hex()).resolve(RunFolder.MODEL);
    }
}
