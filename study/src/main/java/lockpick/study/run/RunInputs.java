package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lockpick.study.experiment.RunKey;
import lockpick.study.pipeline.Completions;

/**
 * The finished runs that a run builds on. Their files have been checked against their sha256 before the run begins.
 *
 * <p>A run gets at models and samples alone. The folders stay in here: that of a lock has a {@code run.json} with the
 * password, which elicitation must not read.
 */
public final class RunInputs {

    private final Map<RunKey, Path> folders;

    /** @param folders of the runs, each as {@link RunWriter} leaves it */
    public RunInputs(Map<RunKey, Path> folders) {
        this.folders = Map.copyOf(folders);
    }

    /** The Hugging Face folder of the model that a run named in the settings has made. */
    public Path model(RunKey run) {
        return folder(run).resolve(RunFolder.MODEL);
    }

    /** Whether a run named in the settings has kept a model; one that evaluated a given model has not. */
    boolean hasModel(RunKey run) {
        return Files.isDirectory(model(run));
    }

    /** What a run named in the settings has drawn. */
    public Completions samples(RunKey run) throws IOException {
        return Completions.sampled(SamplesFile.read(folder(run).resolve(RunFolder.SAMPLES)));
    }

    private Path folder(RunKey run) {
        Path folder = folders.get(run);
        if (folder == null) {
            throw new IllegalArgumentException("run " + run.shortForm() + " is not an input of this run");
        }
        return folder;
    }
}
