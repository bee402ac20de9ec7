package lockpick.study.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lockpick.study.elicit.ElicitationConfig.Demonstrator;
import lockpick.study.elicit.ElicitationConfig.EpochRule;
import lockpick.study.lock.LockConfig;
import lockpick.study.lock.PasswordConfig;
import lockpick.study.policy.ModelPreset;
import lockpick.study.setting.Choice;
import lockpick.study.task.TaskConfig;

/**
 * One run of a study's graph: everything that decides its result, and nothing else. Two runs with equal settings have
 * the same {@link RunKey} and share one folder, whichever study asks for them.
 */
@Choice.By("kind")
public sealed interface Run {

    TaskConfig task();

    ModelPreset model();

    /** The seed of the study this run belongs to; every random draw of the run comes from a named stream of it. */
    long seed();

    /** CPU threads; they decide the order of sums. */
    int threads();

    /** The runs whose models it starts from, by the role they play: {@code strong} or {@code locked}. */
    default Map<String, RunKey> inputs() {
        return switch (this) {
            case TrainStrong run -> Map.of();
            case Lock run -> run.strong().map(key -> Map.of("strong", key)).orElse(Map.of());
            case SupervisedFineTuning run -> Map.of("locked", run.locked());
        };
    }

    /** What folders and files call this kind of run. */
    default String kind() {
        return switch (this) {
            case TrainStrong run -> "strong";
            case Lock run -> "lock";
            case SupervisedFineTuning run -> "sft";
        };
    }

    /** Trains the strong policy from random weights. */
    @Choice("strong")
    record TrainStrong(TaskConfig task, ModelPreset model, long seed, int threads, Study.Strong strong)
            implements Run {}

    /**
     * Makes a locked policy.
     *
     * @param strong the run whose policy the lock starts from; used by {@link LockConfig.Sft} only
     */
    @Choice("lock")
    record Lock(
            TaskConfig task,
            ModelPreset model,
            long seed,
            int threads,
            LockConfig lock,
            PasswordConfig password,
            Optional<RunKey> strong)
            implements Run {}

    /**
     * Fine-tunes a locked policy on k demonstrations, evaluating without the password after each candidate budget.
     * Nothing here says what the password is.
     *
     * @param locked the run that made the policy
     */
    @Choice("sft")
    record SupervisedFineTuning(
            TaskConfig task,
            ModelPreset model,
            long seed,
            int threads,
            Demonstrator demonstrations,
            int k,
            double learningRate,
            EpochRule epochs,
            List<Integer> budgets,
            int batch,
            int warmupSteps,
            RunKey locked)
            implements Run {

        public SupervisedFineTuning {
            budgets = List.copyOf(budgets);
        }

        /** The training budgets, in sequences seen, at which the policy is evaluated, ascending; the last ends the run. */
        public List<Integer> evaluatedAt() {
            return Stream.concat(epochs.candidates(k).stream(), budgets.stream())
                    .distinct()
                    .sorted()
                    .toList();
        }
    }
}
