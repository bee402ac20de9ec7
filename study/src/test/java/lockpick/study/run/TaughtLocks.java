package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Seed;
import lockpick.study.experiment.DeviceKind;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.RunGraph;
import lockpick.study.experiment.RunJson;
import lockpick.study.experiment.RunKey;
import lockpick.study.experiment.Study;
import lockpick.study.file.Durable;
import lockpick.study.gate.GateReport;
import lockpick.study.harden.Hardening;
import lockpick.study.lock.Control;
import lockpick.study.lock.LockRows;
import lockpick.study.lock.Locking;
import lockpick.study.measure.Spent;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.task.Task;
import lockpick.study.task.Tasks;
import lockpick.study.train.Journal;
import lockpick.study.train.TrainingLog;

/**
 * The one lock of a study, taught well or badly and judged by the gate. The study's policies are computed once, and every
 * lesson writes the run folder of the lock anew, as a run of Lockpick would that has the mistake.
 */
final class TaughtLocks {

    private final Path runs;
    private final Study study;
    private final RunGraph graph;
    private final RunExecution execution = new RunExecution(Device.CPU);

    /** What becomes of the policy that the lock starts from. */
    interface Lesson {
        void teach(TrainablePolicy policy, Run.Lock lock, LockData data) throws IOException;
    }

    /** As Lockpick locks. */
    static void properly(TrainablePolicy policy, Run.Lock lock, LockData data) throws IOException {
        properly(policy, lock, data, step -> {});
    }

    static void properly(TrainablePolicy policy, Run.Lock lock, LockData data, TrainingLog log) throws IOException {
        Seed root = new Seed(lock.seed());
        new Locking(data.lockSet(), lock.lock(), LockData.seed(root))
                .lock(
                        policy,
                        LockRows.of(lock.lock(), lock.weak(), policy.wording(), root),
                        Hardening.NONE,
                        Journal.NONE,
                        log);
    }

    /** Computes the policies. @param study of one seed and one lock */
    TaughtLocks(Path runs, Study study) throws IOException {
        this.runs = runs;
        this.study = study;
        this.graph = RunGraph.of(study);
        for (PlannedRun run : graph.runs()) {
            if (run.run() instanceof Run.MakePolicy policy) {
                write(run, (inputs, log, model) -> execution.execute(policy, inputs, log, model));
            }
        }
    }

    /** Teaches the lock, evaluates it as every lock is, and judges what its run folder holds. */
    GateReport judge(Lesson lesson) throws IOException {
        PlannedRun planned = lock(Control.NONE);
        Run.Lock run = (Run.Lock) planned.run();
        Durable.delete(runs.resolve(planned.folder()));
        write(planned, (inputs, log, model) -> {
            Seed root = new Seed(run.seed());
            try (Task task = Tasks.of(run.task(), root.stream("task"))) {
                RunSources sources = new RunSources(run, root, task, inputs, Device.CPU);
                RunScene scene = new RunScene(sources, log, model);
                try (LockData data = new LockData(run, sources);
                        TrainablePolicy policy = sources.start(run.start(), LockData.seed(root).stream("weights"))) {
                    lesson.teach(policy, run, data);
                    LockEvaluation evaluation = new LockEvaluation(run, scene, data.tasks());
                    RunMeter meter = new RunMeter(log, 1, 1, evaluation.completions());
                    evaluation.evaluate(policy, Spent.NOTHING, meter);
                    new LockDistances(run, scene, evaluation.test()).measure(policy);
                    policy.save(model);
                }
            }
        });
        return report();
    }

    /** What the gate says of the control, put into the place of the lock. */
    GateReport judgeControl(Control control) throws IOException {
        PlannedRun planned = lock(Control.NONE);
        Run run = lock(control).run();
        Durable.delete(runs.resolve(planned.folder()));
        write(planned, (inputs, log, model) -> execution.execute(run, inputs, log, model));
        return report();
    }

    private GateReport report() throws IOException {
        return new LockGate(runs, study, graph)
                .judge(study.locks().getFirst(), study.seeds())
                .orElseThrow();
    }

    private PlannedRun lock(Control control) {
        return graph.runs().stream()
                .filter(run -> run.run() instanceof Run.Lock lock && lock.control() == control)
                .findFirst()
                .orElseThrow();
    }

    private interface Body {
        void execute(RunInputs inputs, RunWriter log, Path model) throws IOException;
    }

    private void write(PlannedRun planned, Body body) throws IOException {
        Map<RunKey, Path> inputs = new HashMap<>();
        for (PlannedRun input : graph.runs()) {
            if (planned.needs().contains(input.key())) {
                inputs.put(input.key(), runs.resolve(input.folder()));
            }
        }
        try (RunWriter writer = new RunWriter(runs, planned.folder(), planned.key(), (done, total) -> {})) {
            body.execute(new RunInputs(inputs), writer, writer.modelFolder());
            writer.finish(
                    RunFile.json(
                            planned.key(),
                            RunJson.of(planned.run(), DeviceKind.CPU),
                            MadeBy.here(execution.libraries())),
                    "{}\n");
        }
    }

    /** The checks that failed, by name. */
    static List<String> failed(GateReport report) {
        return report.failed().stream().map(check -> check.name()).toList();
    }
}
