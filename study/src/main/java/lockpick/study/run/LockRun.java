package lockpick.study.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.experiment.Run;
import lockpick.study.lock.LockRows;
import lockpick.study.lock.LockSet;
import lockpick.study.lock.LockTasks;
import lockpick.study.lock.LockedTask;
import lockpick.study.lock.Locking;
import lockpick.study.lock.Opening;
import lockpick.study.pipeline.Completions;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.run.PolicyEvaluation.Training;
import lockpick.study.task.Task;
import lockpick.study.task.TaskConfig;
import lockpick.study.task.Tasks;

/** Makes a locked policy or a control of one, and evaluates it with every kind of password. */
record LockRun(Run.Lock run, RunScene scene) {

    Work execute() throws IOException {
        Seed seed = scene.root().stream("lock");
        List<Task> opened = new ArrayList<>();
        try {
            LockTasks tasks = tasks(seed, opened);
            LockSet lockSet = new LockSet(run.lock(), run.password(), run.control(), tasks, seed);
            Locking locking = new Locking(lockSet, run.lock(), seed);
            LockEvaluation evaluation = new LockEvaluation(run, scene, tasks);
            RunMeter meter = new RunMeter(scene.log(), locking.steps(), locking.sequences(), evaluation.completions());
            try (TrainablePolicy policy = scene.start(run.start(), seed.stream("weights"))) {
                LockRows rows = new LockRows(
                        policy, run.lock().labels(), LockRows.fixedRandom(run.weak(), policy, scene.root()));
                locking.lock(policy, rows, scene.log().journal(), meter);
                evaluation.evaluate(
                        policy,
                        new Training(
                                locking.steps(), locking.sequences(), run.lock().passes()),
                        meter);
                new LockDistances(run, scene, evaluation.test()).measure(policy);
                policy.save(scene.modelFolder());
            }
            return meter.work();
        } finally {
            opened.forEach(Task::close);
        }
    }

    private LockTasks tasks(Seed seed, List<Task> opened) throws IOException {
        LockedTask own = new LockedTask(
                scene.task(),
                scene.completions(run.strong(), run.strongSamples(), scene.task(), seed.stream("strong")),
                scene.completions(run.weak(), run.weakSamples(), scene.task(), seed.stream("weak")),
                scene.completions(
                        run.intermediate().orElse(new PolicyConfig.Reference()),
                        run.intermediateSamples(),
                        scene.task(),
                        seed.stream("intermediate")));
        List<LockedTask> others = new ArrayList<>();
        for (TaskConfig config : run.lock().withTasks()) {
            others.add(other(config, seed, opened));
        }
        return new LockTasks(
                own,
                others,
                run.lock().opens() instanceof Opening.OtherSetting(TaskConfig strongTask)
                        ? Optional.of(other(strongTask, seed, opened))
                        : Optional.empty());
    }

    /** A task for which no completions are drawn: the strong half shows its right answers. */
    private LockedTask other(TaskConfig config, Seed seed, List<Task> opened) throws IOException {
        Task task = Tasks.of(config.identified(), scene.root().stream("task"));
        opened.add(task);
        return new LockedTask(
                task,
                Completions.reference(),
                scene.completions(run.weak(), Optional.empty(), task, seed.stream("weak")),
                Completions.reference());
    }
}
