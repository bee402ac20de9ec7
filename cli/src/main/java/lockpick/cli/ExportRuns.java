package lockpick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lockpick.report.mlflow.Mlflow;
import lockpick.report.mlflow.TrackingServer;
import lockpick.report.query.RunDatabase;
import lockpick.report.query.TableFile;
import lockpick.report.tensorboard.TensorBoard;
import lockpick.study.file.Durable;
import lockpick.study.run.StudyIndex;
import lockpick.study.setting.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockpick export}: the runs as files of other programs. */
@Command(
        name = "export",
        description = {
            "Writes what runs found as files that other programs read: the tables runs, metrics and completions of"
                    + " lockpick query as Parquet or CSV, or training curves and evaluations for TensorBoard, a folder for"
                    + " each run.",
            "",
            "Or writes them to an MLflow tracking server: an experiment for each study, in it a run for each run, with"
                    + " its settings as parameters. A run that the server has is not written again.",
        },
        footer = {
            "",
            "Examples:",
            "  lockpick export --to tables --format parquet",
            "  lockpick export --to curves --format tensorboard studies/quickstart.yaml",
            "  lockpick export --to http://localhost:5000 --format mlflow studies/quickstart.yaml",
            "",
            "and then, in Python, where these programs are installed,",
            "",
            "  pandas.read_parquet('tables/metrics.parquet')",
            "  tensorboard --logdir curves",
            "",
            "The server may also be named by MLFLOW_TRACKING_URI; a token that it wants goes into",
            "MLFLOW_TRACKING_TOKEN.",
            "",
            "Exit code: 0 it is written, 1 a run cannot be read or the folder not be written, or the",
            "server refuses, 2 something is wrong with the command."
        })
final class ExportRuns implements Callable<Integer> {

    private final Console console;
    private final Map<String, String> environment;

    @Parameters(
            paramLabel = "STUDY.yaml",
            arity = "0..*",
            description = "only runs of these studies, as they were run last; a folder means all that lie in it")
    private List<Path> given = List.of();

    @Option(
            names = "--to",
            paramLabel = "FOLDER|URL",
            description = "a folder that does not exist yet; of mlflow, the address of the server (default: what"
                    + " MLFLOW_TRACKING_URI says)")
    private @Nullable String to;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            required = true,
            description = "parquet, csv, tensorboard or mlflow")
    private String format = "";

    @Mixin
    private RunsOption runs = new RunsOption();

    ExportRuns(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = runs.existing();
        Set<String> studies =
                StudyFiles.files(given).stream().map(StudyIndex::name).collect(Collectors.toSet());
        for (String study : studies) {
            if (!Files.exists(StudyIndex.folder(folder, study))) {
                throw new MistakeException(folder + ": study '" + study + "' was not run here");
            }
        }
        switch (format) {
            case "parquet" -> write(into -> tables(folder, studies, into, TableFile.PARQUET));
            case "csv" -> write(into -> tables(folder, studies, into, TableFile.CSV));
            case "tensorboard" -> write(into -> TensorBoard.export(folder, studies, into));
            case "mlflow" -> track(folder, studies);
            default ->
                throw new MistakeException("--format = " + format + ": must be parquet, csv, tensorboard or mlflow");
        }
        return 0;
    }

    /** Fills a folder. */
    private interface Writing {

        void write(Path into) throws IOException;
    }

    private void write(Writing writing) throws IOException {
        if (to == null) {
            throw new MistakeException("--to is missing; give a folder that does not exist yet");
        }
        Path into = Path.of(to);
        if (Files.exists(into)) {
            throw new MistakeException(into + ": is there already; give a folder that is not");
        }
        Path fresh = into.resolveSibling(
                "." + into.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.createDirectories(fresh);
            writing.write(fresh);
            Durable.rename(fresh, into);
        } finally {
            Durable.delete(fresh);
        }
        console.line(into.toString());
    }

    private void track(Path folder, Set<String> studies) throws IOException, InterruptedException {
        String url = to == null ? environment.getOrDefault("MLFLOW_TRACKING_URI", "") : to;
        if (url.isBlank()) {
            throw new MistakeException("--to is missing; give the address of an MLflow server, such as"
                    + " http://localhost:5000, here or in MLFLOW_TRACKING_URI");
        }
        try (TrackingServer server = TrackingServer.of(url, environment)) {
            Mlflow.Exported exported = Mlflow.export(folder, studies, server);
            console.line(url + ": wrote " + Words.count(exported.written(), "run") + "; "
                    + Words.number(exported.alreadyThere()) + " were there already");
        }
    }

    private static void tables(Path runs, Set<String> studies, Path fresh, TableFile file) throws IOException {
        try (RunDatabase database = RunDatabase.open(runs, studies, fresh)) {
            database.export(fresh, file);
        }
    }
}
