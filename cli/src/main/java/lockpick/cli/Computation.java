package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import lockpick.engine.tensor.Device;
import lockpick.study.endpoint.Endpoint;
import lockpick.study.execute.Admission;
import lockpick.study.execute.Cluster;
import lockpick.study.execute.Executor;
import lockpick.study.execute.Outcome;
import lockpick.study.execute.WorkerCommand;
import lockpick.study.execute.WorkerExecutor;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunGraph;
import lockpick.study.experiment.RunKey;
import lockpick.study.experiment.Study;
import lockpick.study.run.GatedElicitation;
import lockpick.study.run.LockGate;
import lockpick.study.run.RunsFolder;
import lockpick.study.run.StudyIndex;
import lockpick.study.setting.Words;
import lockpick.study.task.TaskConfig;
import lockpick.study.task.program.ProgramGrading;
import org.jspecify.annotations.Nullable;

/**
 * Computes runs of a study that are still missing, in worker processes here or on a cluster, and tells how it goes.
 *
 * @param mainClass what a worker process is started with; it knows the command {@code worker}
 * @param runs the runs folder
 * @param jobs runs side by side; null for what there is room for
 * @param master of the cluster that computes; empty for this machine
 */
record Computation(
        Console console,
        String mainClass,
        Path runs,
        Device device,
        @Nullable Integer jobs,
        Optional<ClusterMaster> master) {

    /** Runs that a cluster is given at a time; each takes a thread here that waits for it. */
    private static final int MOST_AT_A_CLUSTER = 512;

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
        WorkerCommand worker = WorkerCommand.likeThisProcess(mainClass, "worker", "--device", device.toString());
        var gate = new LockGate(runs, study, graph(study));
        Admission admission = new GatedElicitation(gate)::refusal;
        String plan = StudyIndex.name(file) + ": " + wanted.size() + " runs, " + finished.size()
                + " of them finished before; " + missing.size() + " to compute, ";
        if (master.isEmpty()) {
            requireWhatTheyUse(missing);
            int workers = Math.min(workersHere(study), missing.size());
            console.line(plan + workers + " at a time" + (device.isCuda() ? ", on " + device : ""));
            return execute(
                    WorkerExecutor.here(folder, worker, admission, workers), wanted, finished, missing, () -> workers);
        }
        console.line(plan + "on " + master.get().url() + (device.isCuda() ? ", each on a GPU" : ""));
        try (Cluster cluster = connect(master.get(), StudyIndex.name(file), study.threads())) {
            int given = Math.min(jobs != null ? jobs : MOST_AT_A_CLUSTER, missing.size());
            return execute(
                    WorkerExecutor.of(cluster, folder, worker, admission, given),
                    wanted,
                    finished,
                    missing,
                    () -> Math.min(cluster.room(), given));
        }
    }

    /** So that who lacks a sandbox or an API key hears of it before anything is computed. */
    private static void requireWhatTheyUse(List<PlannedRun> missing) throws IOException {
        if (missing.stream().flatMap(run -> run.run().tasks().stream()).anyMatch(TaskConfig::runsPrograms)) {
            ProgramGrading.test();
        }
        missing.stream()
                .flatMap(run -> run.run().services().stream())
                .distinct()
                .forEach(service -> Endpoint.requireUsable(service, System.getenv()));
    }

    private Cluster connect(ClusterMaster to, String study, int threads) {
        Cluster.Provider provider = ServiceLoader.load(Cluster.Provider.class)
                .findFirst()
                .orElseThrow(() -> new MistakeException(
                        "--executor = spark: this Lockpick was built without Spark; start it with ./lockpick"));
        return provider.connect(
                new Cluster.Connection("lockpick " + study, to.url(), to.settings(), threads, device.isCuda()));
    }

    /** @param room runs that are computed side by side, at present */
    private Outcome execute(
            Executor executor,
            List<PlannedRun> wanted,
            Set<RunKey> finished,
            List<PlannedRun> missing,
            IntSupplier room)
            throws IOException {
        try (var interrupt = new Interrupt(executor::stop, console, "stopped; to go on, give the same command again");
                var progress = new RunProgress(console, runs, missing, room)) {
            Outcome outcome = executor.execute(wanted, finished, progress);
            if (interrupt.happened()) {
                waitForTheEnd();
            }
            tellOf(outcome);
            return outcome;
        }
    }

    private int workersHere(Study study) {
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
