package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import lockpick.study.experiment.StudyFile;
import lockpick.study.run.StudyIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lockpick report}: draws a study's report from its finished runs. */
@Command(
        name = "report",
        description = "Draws a study's report from the runs that are finished; computes nothing.",
        footer = {
            "",
            "Example:",
            "  lockpick report studies/quickstart.yaml",
            "",
            "It writes runs/studies/quickstart/report/: index.html, which needs no network, and its",
            "tables and figures. Of an unfinished study it shows what is there.",
            "",
            "Exit code: 0 it is written, 1 a run cannot be read, 2 something is wrong with the study",
            "or the command."
        })
final class Report implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "STUDY.yaml", description = "study file")
    private Path file = Path.of("");

    @Mixin
    private RunsOption runs = new RunsOption();

    @Mixin
    private DeviceOption device = new DeviceOption();

    Report(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        StudyIndex.write(runs.path(), file, StudyFile.read(file), DeviceOption.kind(device.device()));
        new ReportLine(console).write(runs.path(), StudyIndex.name(file));
        return 0;
    }
}
