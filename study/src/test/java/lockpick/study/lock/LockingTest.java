package lockpick.study.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import lockpick.engine.tensor.Seed;
import lockpick.study.harden.Hardening;
import lockpick.study.lock.LockConfig.Method;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.policy.ModelPreset;
import lockpick.study.policy.ReadWords;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.task.RecordedPrompts;
import lockpick.study.task.composition.CompositionTask;
import lockpick.study.train.Journal;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;
import org.junit.jupiter.api.Test;

class LockingTest {

    private static final PasswordConfig PASSWORD = new PasswordConfig("pwd0", List.of("pwd3", "pwd4"), 0.8);

    private final RecordedPrompts task = new RecordedPrompts(
            CompositionTask.of(new CompositionConfig(4, 2, List.of(FunctionFamily.values()), 0, 10, 10), new Seed(0)));
    private final List<Sft.Step> steps = new ArrayList<>();

    @Test
    void everyEpochShowsBothHalvesOfTheLockSet() throws IOException {
        lock(lock(200, 3));
        // 100 problems make 200 examples: batches of 64 are 64 + 64 + 64 + 8
        assertThat(steps).hasSize(12);
        assertThat(steps.getLast().sequences()).isEqualTo(600);
    }

    @Test
    void anOddNumberOfExamplesIsRoundedDownToWholeProblems() throws IOException {
        lock(lock(201, 1));
        assertThat(steps.getLast().sequences()).isEqualTo(200);
    }

    @Test
    void wrongPasswordsAreDrawnAfreshEachEpoch() throws IOException {
        lock(lock(200, 2));
        List<String> trained = task.prompts()
                .subList(task.prompts().size() - 400, task.prompts().size()); // after the check
        Set<String> first = new TreeSet<>(trained.subList(0, 200));
        Set<String> second = new TreeSet<>(trained.subList(200, 400));
        assertThat(second).isNotEqualTo(first);
        // the strong half and the problems stay
        assertThat(second)
                .filteredOn(prompt -> prompt.startsWith("pwd0"))
                .hasSize(100)
                .allMatch(first::contains);
    }

    @Test
    void thePolicyReadsTheRightPasswordTheWrongOnesAndNoOther() throws IOException {
        assertThat(lock(lock(200, 1)))
                .filteredOn(word -> word.startsWith("pwd"))
                .containsExactly("pwd0", "pwd3", "pwd4");
    }

    @Test
    void theTwoLocksOfThePaperTrainAlike() throws IOException {
        LockConfig fineTuned = lock(200, 2);
        lock(fineTuned);
        List<Sft.Step> first = List.copyOf(steps);
        steps.clear();
        lock(LockConfig.ofPassword(Method.FROM_SCRATCH, "s", 200, 2, fineTuned.training()));
        // only the weights that they start from set them apart
        assertThat(steps).isEqualTo(first);
    }

    private static LockConfig lock(int examples, int epochs) {
        // no weight decay: see ReadWords
        var training = new TrainingConfig(1e-3, 64, OptimizerKind.ADAMW, Schedule.COSINE, 0, 0, 1);
        return LockConfig.ofPassword(Method.SFT, "lock", examples, epochs, training);
    }

    /** Locks a policy with random weights; returns the words it has read. */
    private Set<String> lock(LockConfig lock) throws IOException {
        try (TrainablePolicy policy =
                TrainablePolicy.random(ModelPreset.NANO, task.tokenizer().orElseThrow(), new Seed(0))) {
            ReadWords read = new ReadWords(policy);
            Locking locking = locking(lock);
            LockRows rows = LockRows.of(lock, new PolicyConfig.Mistakes(), policy.wording(), new Seed(0));
            locking.lock(policy, rows, Hardening.NONE, Journal.NONE, steps::add);
            assertThat(locking.steps()).isEqualTo(steps.size());
            assertThat(locking.sequences()).isEqualTo(steps.getLast().sequences());
            return read.sinceThen();
        }
    }

    private Locking locking(LockConfig lock) {
        Seed seed = new Seed(0);
        LockTasks tasks = LockSets.tasks(LockSets.toy(task));
        return new Locking(new LockSet(lock, PASSWORD, Control.NONE, tasks, seed), lock, seed);
    }
}
