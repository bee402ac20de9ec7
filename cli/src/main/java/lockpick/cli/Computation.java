package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import lockpick.engine.tensor.Device;
import lockpick.study.execute.LocalExecutor;
import lockpick.study.execute.Outcome;
import lockpick.study.execute.WorkerCommand;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunGraph;
import lockpick.study.experiment.RunKey;
import lockpick.study.experiment.Study;
import lockpick.study.run.GatedElicitation;
import lockpick.study.run.LockGate;
import lockpick.study.run.RunsFolder;
import lockpick.study.run.StudyIndex;
import lockpick.study.setting.Words;
import org.jspecify.annotations.Nullable;

/**
 * Computes runs of a study that are still missing, in worker processes, and tells how it goes.
 *
 * @param mainClass what a worker process is started with; it knows the command {@code worker}
 * @param runs the runs folder
 * @param jobs runs side by side; null for what the machine has room for
 */
record Computation(
        Console console,
        String mainClass,
        Path runs,
        Device device,
        @Nullable Integer jobs) {

    /** The runs of a study on this device. */
    RunGraph graph(Study study) {
        return RunGraph.of(study, DeviceOption.kind(device));
    }

    /**
     * Returns when nothing is left to do.
     *
     * @param file of the study
     * @param wanted runs of the study, with all that they need
     * @return whether all of them are there now
     */
    boolean compute(Path file, Study study, List<PlannedRun> wanted) throws IOException {
        long start = System.nanoTime();
        try (RunsFolder folder = RunsFolder.open(runs)) {
            folder.write(file, study, DeviceOption.kind(device));
            Set<RunKey> finished = folder.finished(wanted, console::problem);
            if (finished.size() == wanted.size()) {
                console.line("all " + wanted.size() + " runs are finished; nothing to compute");
                return true;
            }
            Outcome outcome = compute(folder, file, study, wanted, finished);
            if (outcome.complete()) {
                int computed = outcome.computed().size();
                console.line(Words.count(computed, "run") + " computed, " + (wanted.size() - computed) + " reused, in "
                        + Clock.words((System.nanoTime() - start) * 1e-9));
            }
            return outcome.complete();
        }
    }

    private Outcome compute(RunsFolder folder, Path file, Study study, List<PlannedRun> wanted, Set<RunKey> finished)
            throws IOException {
        List<PlannedRun> missing =
                wanted.stream().filter(run -> !finished.contains(run.key())).toList();
        int workers = Math.min(workers(study), missing.size());
        console.line(StudyIndex.name(file) + ": " + wanted.size() + " runs, " + finished.size()
                + " of them finished before; " + missing.size() + " to compute, " + workers + " at a time"
                + (device.isCuda() ? ", on " + device : ""));
        WorkerCommand worker = WorkerCommand.likeThisProcess(mainClass, "worker", "--device", device.toString());
        var gate = new LockGate(runs, study, graph(study));
        var executor = new LocalExecutor(folder, worker, new GatedElicitation(gate)::refusal, workers);
        try (var interrupt = new Interrupt(executor::stop, console, "stopped; to go on, give the same command again");
                var progress = new RunProgress(console, runs, missing, workers)) {
            Outcome outcome = executor.execute(wanted, finished, progress);
            if (interrupt.happened()) {
                waitForTheEnd();
            }
            tellOf(outcome);
            return outcome;
        }
    }

    private int workers(Study study) {
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
        outcome.refused().stream()
                .collect(Collectors.groupingBy(Outcome.Refusal::why, LinkedHashMap::new, Collectors.counting()))
                .forEach((why, count) -> console.problem(why + "; "
                        + Words.count(Math.toIntExact(count), "elicitation")
                        + " left out (lockpick lock shows the gate; gate.when-failed: warn elicits all the same)"));
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
