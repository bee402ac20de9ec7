package lockpick.study.experiment;

import java.util.List;
import java.util.Optional;
import lockpick.study.elicit.DemonstrationSource;
import lockpick.study.elicit.ElicitationConfig;
import lockpick.study.elicit.SupervisedFineTuning;
import lockpick.study.elicit.SupervisedFineTuning.EpochRule;
import lockpick.study.elicit.SweptTraining;
import lockpick.study.lock.Control;
import lockpick.study.lock.LockConfig;
import lockpick.study.lock.PasswordConfig;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.pipeline.PolicyConfig.FineTuned;
import lockpick.study.pipeline.PolicyConfig.Teacher;
import lockpick.study.pipeline.Role;
import lockpick.study.policy.ModelPreset;
import lockpick.study.task.TaskConfig;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;

/**
 * Runs of the paper's toy world, for tests: a nano model from random weights learns right answers, the task's own mistakes
 * are the weak policy, one password opens the lock.
 */
public final class Runs {

    private static final ModelPreset MODEL = ModelPreset.NANO;
    private static final int THREADS = 1;

    private Runs() {}

    /** The strong policy: half of its prompts carry some password. */
    public static Run strong(TaskConfig task, long seed, int examples, int epochs, TrainingConfig training) {
        return policy(task, seed, Role.STRONG, tuned(Teacher.REFERENCE, examples, epochs, training), Optional.empty());
    }

    /** A strong policy that learns what a demonstrator writes without being asked. */
    public static Run strongFrom(
            PolicyConfig demonstrator, TaskConfig task, int examples, int epochs, TrainingConfig training) {
        return policy(
                task,
                0,
                Role.STRONG,
                tuned(Teacher.DEMONSTRATOR, examples, epochs, training),
                Optional.of(demonstrator));
    }

    private static FineTuned tuned(Teacher teacher, int examples, int epochs, TrainingConfig training) {
        return new FineTuned(
                Optional.empty(),
                Optional.empty(),
                teacher,
                examples,
                epochs,
                Optional.empty(),
                0.5,
                List.of(),
                Optional.empty(),
                training);
    }

    /** The weak policy, which is only evaluated. */
    public static Run weak(TaskConfig task, long seed) {
        return policy(task, seed, Role.WEAK, new PolicyConfig.Mistakes(), Optional.empty());
    }

    private static Run policy(
            TaskConfig task, long seed, Role role, PolicyConfig policy, Optional<PolicyConfig> teacher) {
        return new Run.MakePolicy(
                task, MODEL, Optional.empty(), seed, THREADS, role, policy, teacher, Optional.empty());
    }

    /** @param start the run whose policy is locked; empty for random weights */
    public static Run lock(TaskConfig task, long seed, LockConfig lock, PasswordConfig password, Optional<Run> start) {
        return lock(task, seed, lock, password, start, Optional.empty());
    }

    /** @param intermediate the policy imitated with a second password, one that writes without being asked */
    public static Run lock(
            TaskConfig task,
            long seed,
            LockConfig lock,
            PasswordConfig password,
            Optional<Run> start,
            Optional<PolicyConfig> intermediate) {
        return new Run.Lock(
                task,
                MODEL,
                Optional.empty(),
                seed,
                THREADS,
                lock,
                Control.NONE,
                password,
                new PolicyConfig.Reference(),
                new PolicyConfig.Mistakes(),
                intermediate,
                start.map(RunKey::of),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** @param locked the run that made the policy that is fine-tuned */
    public static Run sft(
            TaskConfig task,
            long seed,
            DemonstrationSource demonstrations,
            int k,
            double learningRate,
            List<Integer> budgets,
            int batch,
            int warmupSteps,
            RunKey locked) {
        return elicit(
                task,
                seed,
                new SupervisedFineTuning.Config(
                        demonstrations,
                        List.of(k),
                        Optional.empty(),
                        EpochRule.NONE,
                        budgets,
                        batch,
                        new SweptTraining(List.of(learningRate), OptimizerKind.ADAMW, warmupSteps, 0.01, 1)),
                locked);
    }

    /** Any method; what it takes of other policies is of the weak one. */
    public static Run elicit(TaskConfig task, long seed, ElicitationConfig method, RunKey locked) {
        return new Run.Elicit(
                task,
                MODEL,
                Optional.empty(),
                seed,
                THREADS,
                method,
                method.taken().isPresent() ? new PolicyConfig.Mistakes() : new PolicyConfig.Reference(),
                locked,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
