package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Path;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.study.experiment.Run;
import lockpick.study.task.Task;
import lockpick.study.task.Tasks;

/** What each kind of run does: it makes a policy, evaluates it, and saves it. */
public final class RunExecution implements RunBody {

    private final Device device;

    /** @param device that policies are trained and evaluated on */
    public RunExecution(Device device) {
        this.device = device;
    }

    @Override
    public Work execute(Run run, RunInputs inputs, RunLog log, Path modelFolder) throws IOException {
        Libtorch.setThreads(run.threads());
        Seed root = new Seed(run.seed());
        try (Task task = Tasks.of(run.task().identified(), root.stream("task"))) {
            RunScene scene = new RunScene(new RunSources(run, root, task, inputs, device), log, modelFolder);
            return switch (run) {
                case Run.MakePolicy policy -> new PolicyRun(policy, scene).execute();
                case Run.DrawSamples samples -> new SamplesRun(samples, scene).execute();
                case Run.Lock lock -> new LockRun(lock, scene).execute();
                case Run.AskLock asked -> new PasswordPromptsRun(asked, scene).execute();
                case Run.Evaluate evaluated -> new EvaluationRun(evaluated, scene).execute();
                case Run.Elicit elicit -> new ElicitationRun(elicit, scene).execute();
            };
        }
    }

    @Override
    public Libraries libraries() {
        return new Libraries(
                Libtorch.version(), Libtorch.blas(), device.isCuda() ? "cuda" : "cpu, " + Libtorch.instructionSet());
    }
}
