package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import lockpick.engine.tensor.Device;
import lockpick.study.execute.LocalExecutor;
import lockpick.study.execute.Outcome;
import lockpick.study.execute.WorkerCommand;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunGraph;
import lockpick.study.experiment.RunKey;
import lockpick.study.experiment.Study;
import lockpick.study.experiment.StudyFile;
import lockpick.study.run.RunsFolder;
import lockpick.study.run.StudyIndex;
import lockpick.study.setting.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "STUDY.yaml", description = STUDY_HELP)
    private Path file = Path.of("");

    @Mixin
    private RunsOption runs = new RunsOption();

    @Mixin
    private DeviceOption deviceOption = new DeviceOption();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "runs computed side by side (default: CPU cores / threads of a run; 1 on a GPU)")
    private @Nullable Integer jobs;

    @Option(names = "--no-report", description = "do not draw the report at the end")
    private boolean noReport;

    /** @param mainClass what a worker process is started with; it knows the command {@code worker} */
    RunStudy(Console console, String mainClass) {
        this.console = console;
        this.mainClass = mainClass;
    }

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        if (jobs != null && jobs < 1) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--jobs = " + jobs + ": must be at least 1");
        }
        Study study = StudyFile.read(file);
        Device device = deviceOption.device();
        List<PlannedRun> all = RunGraph.of(study, DeviceOption.kind(device)).runs();
        boolean complete;
        try (RunsFolder folder = RunsFolder.open(runs.path())) {
            folder.write(file, study, DeviceOption.kind(device));
            Set<RunKey> finished = folder.finished(all, console::problem);
            complete = finished.size() == all.size() || compute(study, device, all, finished);
            int computed = all.size() - finished.size();
            if (computed == 0) {
                console.line("all " + all.size() + " runs are finished; nothing to compute");
            } else if (complete) {
                console.line(Words.count(computed, "run") + " computed, " + finished.size() + " reused, in "
                        + Clock.words((System.nanoTime() - start) * 1e-9));
            }
        }
        if (!noReport) {
            new ReportLine(console).write(runs.path(), StudyIndex.name(file));
        }
        return complete ? 0 : 1;
    }

    private boolean compute(Study study, Device device, List<PlannedRun> all, Set<RunKey> finished) throws IOException {
        List<PlannedRun> missing =
                all.stream().filter(run -> !finished.contains(run.key())).toList();
        int workers = Math.min(workers(study, device), missing.size());
        console.line(StudyIndex.name(file) + ": " + all.size() + " runs, " + finished.size()
                + " of them finished before; " + missing.size() + " to compute, " + workers + " at a time"
                + (device.isCuda() ? ", on " + device : ""));
        WorkerCommand worker = WorkerCommand.likeThisProcess(mainClass, "worker", "--device", device.toString());
        var executor = new LocalExecutor(runs.path(), worker, workers);
        try (var interrupt = new Interrupt(executor, console, "stopped; to go on, give the same command again");
                var progress = new RunProgress(console, runs.path(), missing, workers)) {
            Outcome outcome = executor.execute(all, finished, progress);
            if (interrupt.happened()) {
                waitForTheEnd();
            }
            tellOf(outcome);
            return outcome.complete();
        }
    }

    private int workers(Study study, Device device) {
        int most = device.isCuda() ? 1 : Math.max(1, Runtime.getRuntime().availableProcessors() / study.threads());
        return jobs != null ? jobs : most;
    }

    /** The JVM is ending, and its last words are the interrupt's. */
    private static void waitForTheEnd() {
        while (true) {
            LockSupport.park();
        }
    }

    private void tellOf(Outcome outcome) {
        outcome.stopped().ifPresent(why -> console.problem("stopped: " + why));
        for (Outcome.Failure failure : outcome.failed()) {
            console.problem(
                    "failed: " + Headline.name(failure.run()) + ": " + failure.why() + "; log: " + failure.log());
        }
        if (!outcome.skipped().isEmpty()) {
            console.problem(
                    Words.count(outcome.skipped().size(), "further run") + " left out, for lack of a failed one");
        }
        if (!outcome.complete()) {
            console.problem(Words.count(outcome.computed().size(), "run")
                    + " computed; once the cause is mended, the same command goes on");
        }
    }
}
