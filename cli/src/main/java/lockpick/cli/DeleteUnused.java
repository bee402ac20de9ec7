package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import lockpick.report.table.Format;
import lockpick.study.run.RunFolder;
import lockpick.study.run.RunsFolder;
import lockpick.study.run.UnusedRuns;
import lockpick.study.setting.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockpick gc}: finished runs that no study refers to. */
@Command(
        name = "gc",
        description = {
            "Lists the finished runs that no study refers to, such as those of settings that were changed since, and how much"
                    + " room they take; deletes them with --delete.",
            "",
            "The studies are those that were run here, or those that you give: then the runs of all others go. Runs that a"
                    + " study names as a model stay, and so do unfinished ones."
        },
        footer = {
            "",
            "Examples:",
            "  lockpick gc",
            "  lockpick gc studies/quickstart.yaml studies/laptop --delete",
            "",
            "Exit code: 0 listed or deleted, 1 a study that was run here cannot be read, or the",
            "folder is in use or cannot be written, 2 something is wrong with a study or the",
            "command."
        })
final class DeleteUnused implements Callable<Integer> {

    private final Console console;

    @Parameters(
            paramLabel = "STUDY.yaml",
            arity = "0..*",
            description =
                    "studies whose runs stay; a folder means all that lie in it (default: those that were run here)")
    private List<Path> given = List.of();

    @Option(names = "--delete", description = "delete them; without it nothing is changed")
    private boolean delete;

    @Mixin
    private RunsOption runs = new RunsOption();

    DeleteUnused(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = runs.existing();
        if (!delete) {
            List<RunFolder> unused = unused(folder);
            console.line(told(unused) + (unused.isEmpty() ? "" : "; --delete deletes them"));
            return 0;
        }
        try (RunsFolder mine = RunsFolder.openAlone(folder)) { // nobody computes here until they are gone
            List<RunFolder> unused = unused(folder);
            String found = told(unused);
            for (RunFolder run : unused) {
                mine.delete(run);
            }
            console.line(unused.isEmpty() ? found : "deleted " + found);
        }
        return 0;
    }

    private List<RunFolder> unused(Path folder) throws IOException {
        return given.isEmpty() ? UnusedRuns.of(folder) : UnusedRuns.of(folder, StudyFiles.files(given));
    }

    /** Lists runs, and says how many these are. */
    private String told(List<RunFolder> unused) throws IOException {
        long total = 0;
        for (RunFolder run : unused) {
            long bytes = run.bytes();
            total += bytes;
            console.line(String.format(
                    Locale.ROOT,
                    "  %-35s  %7s  %s",
                    run.name(),
                    Format.bytes(bytes),
                    run.settings().path("task").asString("")));
        }
        return unused.isEmpty()
                ? "every finished run belongs to a study"
                : Words.count(unused.size(), "finished run") + " that no study refers to, " + Format.bytes(total);
    }
}
