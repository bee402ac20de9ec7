package lockpick.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lockpick.report.Site.StudyFolder;
import lockpick.study.experiment.RunKey;
import lockpick.study.run.RunWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The runs of an invented study whose last two are still to finish, as in a folder that some process computes into. These two are
 * fine-tuning on 256 weak demonstrations under seed 1, at two learning rates.
 *
 * @param last names of the folders of these two
 */
public record GrowingStudy(Path runs, Path aside, List<String> last) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Writes the runs folder, and next to it what is to come. */
    public static GrowingStudy in(Path folder) throws IOException {
        Path runs = folder.resolve("runs");
        SyntheticStudy.small(2).write(runs);
        List<String> last = new ArrayList<>();
        for (JsonNode run : JSON.readTree(Files.readString(
                        runs.resolve("studies").resolve(SyntheticStudy.NAME).resolve("study.json")))
                .required("runs")) {
            last.add(run.required("folder").stringValue());
        }
        GrowingStudy study = new GrowingStudy(
                runs, Files.createDirectory(folder.resolve("aside")), List.copyOf(last.subList(20, 22)));
        for (String run : study.last()) {
            Files.move(runs.resolve(run), study.aside().resolve(run));
        }
        return study;
    }

    public StudyFolder folder() {
        return new StudyFolder(runs, SyntheticStudy.NAME);
    }

    /** Begins to compute a run in this process, as a worker does; close it to stop. */
    public RunWriter begin(String run) throws IOException {
        return new RunWriter(runs, run, key(run), (done, total) -> {});
    }

    private RunKey key(String run) throws IOException {
        return new RunKey(SyntheticStudy.key(aside.resolve(run)));
    }

    /** Puts a run into its place. */
    public void finish(String run) throws IOException {
        Files.move(aside.resolve(run), runs.resolve(run));
    }
}
