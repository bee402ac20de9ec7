package lockpick.study.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.experiment.Run;
import lockpick.study.lock.LockSet;
import lockpick.study.lock.LockTasks;
import lockpick.study.lock.LockedTask;
import lockpick.study.lock.Opening;
import lockpick.study.pipeline.Completions;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.task.Task;
import lockpick.study.task.TaskConfig;
import lockpick.study.task.Tasks;

/** The tasks of a lock and what is imitated on them. Close it to free the tasks besides the study's own. */
final class LockData implements AutoCloseable {

    private final Run.Lock run;
    private final RunSources sources;
    private final Seed seed;
    private final List<Task> opened = new ArrayList<>();
    private final LockTasks tasks;

    LockData(Run.Lock run, RunSources sources) throws IOException {
        this.run = run;
        this.sources = sources;
        this.seed = seed(sources.root());
        try {
            this.tasks = read();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** What every draw of a lock comes from. */
    static Seed seed(Seed root) {
        return root.stream("lock");
    }

    LockTasks tasks() {
        return tasks;
    }

    LockSet lockSet() {
        return new LockSet(run.lock(), run.password(), run.control(), tasks, seed);
    }

    private LockTasks read() throws IOException {
        LockedTask own = new LockedTask(
                sources.task(),
                sources.completions(run.strong(), run.strongSamples(), sources.task(), seed.stream("strong")),
                sources.completions(run.weak(), run.weakSamples(), sources.task(), seed.stream("weak")),
                sources.completions(
                        run.intermediate().orElse(new PolicyConfig.Reference()),
                        run.intermediateSamples(),
                        sources.task(),
                        seed.stream("intermediate")));
        List<LockedTask> others = new ArrayList<>();
        for (TaskConfig config : run.lock().withTasks()) {
            others.add(other(config));
        }
        return new LockTasks(
                own,
                others,
                run.lock().opens() instanceof Opening.OtherSetting(TaskConfig strongTask)
                        ? Optional.of(other(strongTask))
                        : Optional.empty());
    }

    /** A task for which no completions are drawn: the strong half shows its right answers. */
    private LockedTask other(TaskConfig config) throws IOException {
        Task task = Tasks.of(config.identified(), sources.root().stream("task"));
        opened.add(task);
        return new LockedTask(
                task,
                Completions.reference(),
                sources.completions(run.weak(), Optional.empty(), task, seed.stream("weak")),
                Completions.reference());
    }

    @Override
    public void close() {
        opened.forEach(Task::close);
    }
}
