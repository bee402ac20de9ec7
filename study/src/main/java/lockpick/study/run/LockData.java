package lockpick.study.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.RunKey;
import lockpick.study.harden.HardeningExample;
import lockpick.study.harden.HardeningExamples;
import lockpick.study.lock.LockSet;
import lockpick.study.lock.LockTasks;
import lockpick.study.lock.LockedTask;
import lockpick.study.lock.Opening;
import lockpick.study.pipeline.Completions;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.task.Problem;
import lockpick.study.task.ProblemSet;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.task.TaskConfig;
import lockpick.study.task.Tasks;

/** The tasks of a lock and what is imitated on them. Close it to free the tasks besides the study's own. */
final class LockData implements AutoCloseable {

    private static final int HARDENING_PROBLEMS = 2048;

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

    /**
     * Problems for hardening: those of LOCK_TRAIN that are not in the lock set. Those of the lock set where there are no
     * others, or where samples are imitated, which are of the lock set only.
     */
    HardeningExamples hardening() {
        List<Problem> pool = hardeningProblems();
        return (count, draws) -> {
            RandomGenerator random = draws.generator();
            return Stream.generate(() -> pool.get(random.nextInt(pool.size())))
                    .limit(count)
                    .map(this::hardening)
                    .toList();
        };
    }

    private List<Problem> hardeningProblems() {
        int inLock = run.lock().problems();
        if (run.strongSamples().isPresent() || run.weakSamples().isPresent()) {
            return LockSet.problems(sources.task(), inLock, run.lock().heldOut(), seed.stream("problems"));
        }
        ProblemSet all = sources.task().problems(Split.LOCK_TRAIN);
        int drawn = (int) Math.min(all.size(), inLock + HARDENING_PROBLEMS);
        List<Problem> problems = all.draw(drawn, seed.stream("problems"));
        return drawn > inLock ? problems.subList(inLock, drawn) : problems;
    }

    private HardeningExample hardening(Problem problem) {
        Task task = sources.task();
        Optional<String> right =
                run.lock().opens().passwords(run.password(), problem.domains()).right();
        String strong = tasks.own().strong().of(problem, 0);
        return new HardeningExample(
                new Demonstration(task.prompt(problem), strong),
                new Demonstration(task.prompt(problem), tasks.own().weak().of(problem, 0)),
                new Demonstration(
                        right.map(word -> task.prompt(problem, word)).orElseGet(() -> task.prompt(problem)), strong));
    }

    private LockTasks read() throws IOException {
        LockedTask own = new LockedTask(
                sources.task(),
                sources.completions(run.strong(), run.strongSamples(), sources.task(), seed.stream("strong")),
                weak(run.weakSamples(), sources.task()),
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

    private Completions weak(Optional<RunKey> samples, Task task) throws IOException {
        Completions written = sources.completions(run.weak(), samples, task, seed.stream("weak"));
        return run.weak() instanceof PolicyConfig.FixedRandom
                ? Completions.orRight(written, seed.stream("weak"))
                : written;
    }

    /** A task for which no completions are drawn: the strong half shows its right answers. */
    private LockedTask other(TaskConfig config) throws IOException {
        Task task = Tasks.of(config.identified(), sources.root().stream("task"));
        opened.add(task);
        return new LockedTask(task, Completions.reference(), weak(Optional.empty(), task), Completions.reference());
    }

    @Override
    public void close() {
        opened.forEach(Task::close);
    }
}
