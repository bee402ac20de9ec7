package lockpick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import lockpick.report.Site;
import lockpick.report.Site.StudyFolder;
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
        List<StudyFolder> studies = new ArrayList<>();
        for (Path path : given) {
            studies.addAll(studies(path));
        }
        if (site) {
            console.line("site: " + Site.write(studies, to == null ? runs.path().resolve("site") : to));
        } else {
            for (StudyFolder study : studies) {
                new ReportLine(console).write(study.runs(), study.study());
            }
        }
        return 0;
    }

    private List<StudyFolder> studies(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(study(path));
        }
        List<StudyFolder> found = new ArrayList<>();
        for (Path file : StudyFile.in(path)) {
            found.add(study(file));
        }
        Path known = path.resolve("studies");
        if (found.isEmpty() && Files.isDirectory(known)) {
            for (Path folder : sorted(known)) {
                if (Files.exists(folder.resolve("study.json"))) {
                    found.add(new StudyFolder(path, folder.getFileName().toString()));
                }
            }
        }
        if (found.isEmpty()) {
            throw new MistakeException(path + ": holds neither study files (*.yaml) nor a runs folder's"
                    + " studies/*/study.json; give a study file, or a folder of either kind");
        }
        return found;
    }

    private StudyFolder study(Path file) throws IOException {
        StudyIndex.write(runs.path(), file, StudyFile.read(file), DeviceOption.kind(device.device()));
        return new StudyFolder(runs.path(), StudyIndex.name(file));
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        }
    }
}
