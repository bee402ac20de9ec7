package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockpick.study.experiment.DeviceKind;
import lockpick.study.experiment.Study;
import lockpick.study.experiment.StudyFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finished runs that no study refers to. A study refers to the runs of its graph, on the processor and on a GPU, and to those whose
 * folders it names, such as that of a model it elicits from.
 */
public final class UnusedRuns {

    private static final JsonMapper JSON = new JsonMapper();

    private UnusedRuns() {}

    /** Those that none of these study files refers to, in name order. */
    public static List<RunFolder> of(Path runs, List<Path> studies) throws IOException {
        List<JsonNode> indexes = new ArrayList<>();
        for (Path file : studies) {
            Study study = StudyFile.read(file);
            for (DeviceKind device : DeviceKind.values()) {
                indexes.add(StudyIndex.json(file, study, device));
            }
        }
        return of(runs, indexes.stream());
    }

    /**
     * Those that no study refers to which was run here, in name order.
     *
     * @throws StorageException if one of these studies cannot be read, or there are none
     */
    public static List<RunFolder> of(Path runs) throws IOException {
        List<JsonNode> indexes = new ArrayList<>();
        Path studies = runs.resolve("studies");
        if (Files.isDirectory(studies)) {
            try (Stream<Path> folders = Files.list(studies)) {
                for (Path folder : folders.filter(Files::isDirectory).toList()) {
                    indexes.add(index(folder.resolve("study.json")));
                }
            }
        }
        if (indexes.isEmpty()) {
            throw new StorageException(studies
                    + ": no study was run here, so that any run may be needed; give the studies whose runs stay");
        }
        return of(runs, indexes.stream());
    }

    private static JsonNode index(Path file) throws IOException {
        try {
            JsonNode index = JSON.readTree(Files.readString(file));
            index.required("runs");
            return index;
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw new StorageException(
                    file + ": cannot be read, so that any run may be one of this study; run the study again, or delete "
                            + file.getParent(),
                    e);
        }
    }

    private static List<RunFolder> of(Path runs, Stream<JsonNode> indexes) throws IOException {
        Set<String> named = indexes.flatMap(
                        index -> RunFolder.NAME.matcher(index.toString()).results())
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        return RunFolder.all(runs).stream()
                .filter(run -> !named.contains(run.name()))
                .toList();
    }
}
