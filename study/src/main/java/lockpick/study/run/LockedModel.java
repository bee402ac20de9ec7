package lockpick.study.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.Study;
import lockpick.study.file.Durable;
import lockpick.study.gate.GateReport;

/**
 * A locked model to give away: a Hugging Face folder with a model card.
 *
 * @param runs the runs folder
 * @param run that made it, which is finished
 * @param report of the gate on it
 * @param withPassword whether the card says the password
 */
public record LockedModel(Path runs, Study study, PlannedRun run, GateReport report, boolean withPassword) {

    /**
     * Writes the folder, which is there as a whole or not at all.
     *
     * @throws FileAlreadyExistsException if something of its name is there
     */
    public void write(Path folder) throws IOException {
        if (Files.exists(folder)) {
            throw new FileAlreadyExistsException(
                    folder.toString(), null, "is there already; give another folder, or take it away");
        }
        Path fresh = folder.resolveSibling(
                "." + folder.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.createDirectories(fresh);
            try (Stream<Path> files = Files.list(runs.resolve(run.folder()).resolve(RunFolder.MODEL))) {
                for (Path file : files.toList()) {
                    Files.copy(file, fresh.resolve(file.getFileName().toString()));
                }
            }
            Files.writeString(fresh.resolve("README.md"), new ModelCard(study, run, report, withPassword).text());
            Durable.sync(fresh);
            Durable.rename(fresh, folder);
        } finally {
            Durable.delete(fresh);
        }
    }
}
