package lockpick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lockpick.report.query.RunDatabase;
import lockpick.report.query.TableFile;
import lockpick.report.tensorboard.TensorBoard;
import lockpick.study.file.Durable;
import lockpick.study.run.StudyIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockpick export}: the runs as files of other programs. */
@Command(
        name = "export",
        description = {
            "Writes what runs found as files that other programs read: the tables runs, metrics and completions of lockpick"
                    + " query as Parquet or CSV, or training curves and evaluations for TensorBoard, a folder for each run.",
        },
        footer = {
            "",
            "Examples:",
            "  lockpick export --to tables --format parquet",
            "  lockpick export --to curves --format tensorboard studies/quickstart.yaml",
            "",
            "and then, in Python, where these programs are installed,",
            "",
            "  pandas.read_parquet('tables/metrics.parquet')",
            "  tensorboard --logdir curves",
            "",
            "Exit code: 0 it is written, 1 a run cannot be read or the folder not be written, 2",
            "something is wrong with the command."
        })
final class ExportRuns implements Callable<Integer> {

    private final Console console;

    @Parameters(
            paramLabel = "STUDY.yaml",
            arity = "0..*",
            description = "only runs of these studies, as they were run last")
    private List<Path> files = List.of();

    @Option(names = "--to", paramLabel = "FOLDER", required = true, description = "a folder that does not exist yet")
    private Path into = Path.of("");

    @Option(names = "--format", paramLabel = "FORMAT", required = true, description = "parquet, csv or tensorboard")
    private String format = "";

    @Mixin
    private RunsOption runs = new RunsOption();

    ExportRuns(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = runs.existing();
        Set<String> studies = files.stream().map(StudyIndex::name).collect(Collectors.toSet());
        for (String study : studies) {
            if (!Files.exists(StudyIndex.folder(folder, study))) {
                throw new MistakeException(folder + ": study '" + study + "' was not run here");
            }
        }
        if (Files.exists(into)) {
            throw new MistakeException(into + ": is there already; give a folder that is not");
        }
        Path fresh = into.resolveSibling(
                "." + into.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.createDirectories(fresh);
            switch (format) {
                case "parquet" -> tables(folder, studies, fresh, TableFile.PARQUET);
                case "csv" -> tables(folder, studies, fresh, TableFile.CSV);
                case "tensorboard" -> TensorBoard.export(folder, studies, fresh);
                default -> throw new MistakeException("--format = " + format + ": must be parquet, csv or tensorboard");
            }
            Durable.rename(fresh, into);
        } finally {
            Durable.delete(fresh);
        }
        console.line(into.toString());
        return 0;
    }

    private static void tables(Path runs, Set<String> studies, Path fresh, TableFile file) throws IOException {
        try (RunDatabase database = RunDatabase.open(runs, studies, fresh)) {
            database.export(fresh, file);
        }
    }
}
