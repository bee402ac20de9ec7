package lockpick.study.run;

import java.nio.file.Path;
import java.util.Map;
import lockpick.study.experiment.RunKey;

/** The finished runs that a run builds on. Their files have been checked against their sha256 before the run begins. */
public record RunInputs(Map<RunKey, Path> folders) {

    public RunInputs {
        folders = Map.copyOf(folders);
    }

    /** The Hugging Face folder of the model that a run named in the settings has made. */
    public Path model(RunKey run) {
        Path folder = folders.get(run);
        if (folder == null) {
            throw new IllegalArgumentException("run " + run.shortForm() + " is not an input of this run");
        }
        return folder.resolve(RunFolder.MODEL);
    }
}
