package lockpick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import lockpick.report.Site;
import lockpick.report.Site.StudyFolder;
import lockpick.study.experiment.Study;
import lockpick.study.experiment.StudyFile;
import lockpick.study.run.StudyIndex;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockpick report}: draws the reports of studies from their finished runs, one by one or as a site. */
@Command(
        name = "report",
        description = "Draws the reports of studies from the runs that are finished; computes nothing.",
        footer = {
            "",
            "Examples:",
            "  lockpick report studies/quickstart.yaml",
            "  lockpick report --site studies/quickstart.yaml studies/laptop",
            "",
            "The first writes runs/studies/quickstart/report/: index.html, which needs no network, and its",
            "tables and figures. Of an unfinished study it shows what is there.",
            "",
            "With --site it writes runs/site/: the reports of all studies given, a page for each of their runs,",
            "every completion to search and to read beside another, and two runs compared. It opens from files",
            "and needs no network either (docs/design/site.md).",
            "",
            "Exit code: 0 it is written, 1 a run cannot be read, 2 something is wrong with a study or the",
            "command."
        })
final class Report implements Callable<Integer> {

    private final Console console;

    @Parameters(
            paramLabel = "STUDY",
            arity = "1..*",
            description = "study file; a folder of study files; a runs folder, for every study that was run there")
    private List<Path> given = List.of();

    @Option(names = "--site", description = "one site over all of them")
    private boolean site;

    @Option(names = "--to", paramLabel = "FOLDER", description = "folder of the site (default: DIR/site)")
    private @Nullable Path to;

    @Mixin
    private RunsOption runs = new RunsOption();

    @Mixin
    private DeviceOption device = new DeviceOption();

    Report(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (to != null && !site) {
            throw new MistakeException("--to is the folder of a site; give --site as well");
        }
        List<StudyFolder> studies = studies();
        if (site) {
            console.line("site: " + Site.write(studies, to == null ? runs.path().resolve("site") : to));
        } else {
            for (StudyFolder study : studies) {
                new ReportLine(console).write(study.runs(), study.study());
            }
        }
        return 0;
    }

    /** Those of files first, in the order given, then those of runs folders. */
    private List<StudyFolder> studies() throws IOException {
        List<Path> files = new ArrayList<>();
        List<StudyFolder> known = new ArrayList<>();
        for (Path path : given) {
            if (Files.isDirectory(path) && StudyFile.in(path).isEmpty()) {
                known.addAll(ofRunsFolder(path));
            } else {
                files.add(path);
            }
        }
        List<StudyFolder> studies = new ArrayList<>();
        for (Map.Entry<Path, Study> study : StudyFiles.read(files).entrySet()) {
            Path file = study.getKey();
            StudyIndex.write(runs.path(), file, study.getValue(), DeviceOption.kind(device.device()));
            studies.add(new StudyFolder(runs.path(), StudyIndex.name(file)));
        }
        studies.addAll(known);
        return studies;
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
            return paths.sorted().toList();
        }
    }
}
