package lockpick.study.lock;

import java.util.List;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.lock.LockConfig.Labels;
import lockpick.study.lock.LockConfig.Method;
import lockpick.study.lock.LockConfig.StrongHalf;
import lockpick.study.pipeline.Completions;
import lockpick.study.task.Domains;
import lockpick.study.task.Task;
import lockpick.study.task.TaskConfig;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;

/** What lock sets are made of, for tests. */
final class LockSets {

    static final TrainingConfig TRAINING = new TrainingConfig(1e-3, 64, OptimizerKind.ADAMW, Schedule.COSINE, 0, 0, 1);

    private LockSets() {}

    /** Right answers, the task's own mistakes, and no intermediate policy, as in the toy world of the paper. */
    static LockedTask toy(Task task) {
        return new LockedTask(
                task, Completions.reference(), Completions.mistakes(task, new Seed(0)), (problem, draw) -> {
                    throw new AssertionError("this lock has no second password");
                });
    }

    /** Policies that say who they are, for which problem, and at which draw. */
    static LockedTask named(Task task, String name) {
        return new LockedTask(task, says(name + " strong"), says(name + " weak"), says(name + " intermediate"));
    }

    private static Completions says(String who) {
        return (problem, draw) -> who + " " + problem.id() + " " + draw;
    }

    static LockTasks tasks(LockedTask own, LockedTask... others) {
        return new LockTasks(own, List.of(others), Optional.empty());
    }

    static LockConfig lock(Opening opens, int examples) {
        return lock(opens, examples, Optional.empty(), List.of());
    }

    static LockConfig lock(Opening opens, int examples, Optional<Domains> heldOut, List<TaskConfig> withTasks) {
        return new LockConfig(
                Method.SFT,
                Optional.empty(),
                opens,
                Optional.empty(),
                examples,
                Optional.of(1),
                StrongHalf.REFERENCE,
                Labels.HARD,
                heldOut,
                Optional.empty(),
                withTasks,
                Optional.empty(),
                TRAINING);
    }
}
