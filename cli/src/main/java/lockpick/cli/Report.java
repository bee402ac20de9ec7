package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import lockpick.report.Site;
import lockpick.report.Site.StudyFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    private ReportedStudies studies = new ReportedStudies();

    @Option(names = "--site", description = "one site over all of them")
    private boolean site;

    @Option(names = "--to", paramLabel = "FOLDER", description = "folder of the site (default: DIR/site)")
    private @Nullable Path to;

    Report(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (to != null && !site) {
            throw new MistakeException("--to is the folder of a site; give --site as well");
        }
        List<StudyFolder> all = studies.find();
        if (site) {
            console.line("site: " + Site.write(all, to == null ? studies.runs().resolve("site") : to));
        } else {
            for (StudyFolder study : all) {
                new ReportLine(console).write(study.runs(), study.study());
            }
        }
        return 0;
    }
}
