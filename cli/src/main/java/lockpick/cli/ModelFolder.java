package lockpick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lockpick.study.experiment.RunKey;
import lockpick.study.run.RunFolder;
import lockpick.study.run.RunState;

/** Finds the folder of the model that the user means. */
final class ModelFolder {

    private static final String CONFIG = "config.json";

    private ModelFolder() {}

    /**
     * A model folder itself, the folder of a run, or a run by the beginning of its name. A run's files are compared with
     * what was written when it finished.
     *
     * @throws MistakeException if that is no model
     */
    static Path of(String wanted, Path runs) throws IOException {
        Path given = Path.of(wanted);
        if (Files.isRegularFile(given.resolve(CONFIG))) {
            return given;
        }
        if (Files.isRegularFile(given.resolve(RunFolder.MODEL).resolve(CONFIG))) {
            return given.resolve(RunFolder.MODEL);
        }
        if (Files.isDirectory(given) && !Files.exists(given.resolve(RunFolder.SETTINGS))) {
            throw new MistakeException(
                    given + ": no model folder; one holds config.json, model.safetensors and tokenizer.json");
        }
        return ofRun(wanted, runs);
    }

    private static Path ofRun(String wanted, Path runs) throws IOException {
        RunNames names = RunNames.of(runs);
        RunKey key = names.find(Path.of(wanted).getFileName().toString());
        Path folder = runs.resolve(names.folder(key));
        switch (RunFolder.verify(folder, key)) {
            case RunState.Missing missing ->
                throw new MistakeException(folder + ": not finished; lockpick run computes it");
            case RunState.Damaged damaged ->
                throw new MistakeException(folder + ": " + damaged.why() + "; lockpick run computes it again");
            case RunState.Finished finished -> {
                Path model = folder.resolve(RunFolder.MODEL);
                if (!Files.isDirectory(model)) {
                    throw new MistakeException(folder + ": keeps no model, only what it wrote, in "
                            + RunFolder.COMPLETIONS + "; strong and lock runs keep theirs");
                }
                return model;
            }
        }
    }
}
