package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import lockpick.engine.tensor.Device;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunGraph;
import lockpick.study.experiment.Study;
import lockpick.study.experiment.StudyFile;
import lockpick.study.run.StudyIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockpick run}: computes what a study still lacks, and draws its report. */
@Command(
        name = "run",
        description = {
            "Computes the runs that a study still lacks, then draws its report.",
            "",
            "Finished runs are never computed again, in this study or any other: stop with Ctrl-C (or pull the plug)"
                    + " and give the same command again to go on."
        },
        footer = {
            "",
            "Example:",
            "  lockpick run studies/quickstart.yaml --jobs 2",
            "",
            "Exit code: 0 all runs are there, 1 some failed, 2 something is wrong with the study or the command,"
                    + " 130 stopped with Ctrl-C."
        })
final class RunStudy implements Callable<Integer> {

    private static final String STUDY_HELP = "study file; lockpick check tells what it would take";

    private final Console console;
    private final String mainClass;

    @Parameters(paramLabel = "STUDY.yaml", description = STUDY_HELP)
    private Path file = Path.of("");

    @Mixin
    private RunsOption runs = new RunsOption();

    @Mixin
    private DeviceOption deviceOption = new DeviceOption();

    @Mixin
    private JobsOption jobs = new JobsOption();

    @Option(names = "--no-report", description = "do not draw the report at the end")
    private boolean noReport;

    /** @param mainClass what a worker process is started with; it knows the command {@code worker} */
    RunStudy(Console console, String mainClass) {
        this.console = console;
        this.mainClass = mainClass;
    }

    @Override
    public Integer call() throws IOException {
        Study study = StudyFile.read(file);
        Device device = deviceOption.device();
        List<PlannedRun> all = RunGraph.of(study, DeviceOption.kind(device)).runs();
        boolean complete =
                new Computation(console, mainClass, runs.path(), device, jobs.jobs()).compute(file, study, all);
        if (!noReport) {
            new ReportLine(console).write(runs.path(), StudyIndex.name(file));
        }
        return complete ? 0 : 1;
    }
}
