package lockpick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lockpick.report.Site.StudyFolder;
import lockpick.study.experiment.Study;
import lockpick.study.experiment.StudyFile;
import lockpick.study.run.StudyIndex;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which studies are to be shown, and where their runs are; the same for every command that shows several. */
final class ReportedStudies {

    @Parameters(
            paramLabel = "STUDY",
            arity = "1..*",
            description = "study file; a folder of study files; a runs folder, for every study that was run there")
    private List<Path> given = List.of();

    @Mixin
    private RunsOption runs = new RunsOption();

    @Mixin
    private DeviceOption device = new DeviceOption();

    Path runs() {
        return runs.path();
    }

    /**
     * Those of files first, in the order given, then those of runs folders. Which runs a study file means is written into the
     * runs folder.
     */
    List<StudyFolder> find() throws IOException {
        List<Path> files = new ArrayList<>();
        List<StudyFolder> known = new ArrayList<>();
        for (Path path : given) {
            if (Files.isDirectory(path) && StudyFile.in(path).isEmpty()) {
                known.addAll(ofRunsFolder(path));
            } else {
                files.add(path);
            }
        }
        List<StudyFolder> found = new ArrayList<>();
        for (Map.Entry<Path, Study> study : StudyFiles.read(files).entrySet()) {
            Path file = study.getKey();
            StudyIndex.write(runs.path(), file, study.getValue(), DeviceOption.kind(device.device()));
            found.add(new StudyFolder(runs.path(), StudyIndex.name(file)));
        }
        found.addAll(known);
        return found;
    }

    private static List<StudyFolder> ofRunsFolder(Path runs) throws IOException {
        List<StudyFolder> known = new ArrayList<>();
        Path indexes = runs.resolve("studies");
        if (Files.isDirectory(indexes)) {
            for (Path folder : sorted(indexes)) {
                if (Files.exists(folder.resolve("study.json"))) {
                    known.add(new StudyFolder(runs, folder.getFileName().toString()));
                }
            }
        }
        if (known.isEmpty()) {
            throw new MistakeException(runs + ": holds neither study files (*.yaml) nor a runs folder's"
                    + " studies/*/study.json; give a study file, or a folder of either kind");
        }
        return known;
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted(StudyFile.BY_NAME).toList();
        }
    }
}
