package lockpick.study.harden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.train.Batches;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeakOverfittingTest {

    private static final TrainingConfig TRAINING =
            new TrainingConfig(1e-3, 8, OptimizerKind.ADAMW, Schedule.CONSTANT, 0, 0.01, 1);

    private final TinyTask task = new TinyTask();
    private final TrainablePolicy policy = task.policy(1);
    private final Hardening hardening = Hardening.of(
            new HardeningConfig.WeakOverfitting(128, 3, 5),
            new LockTraining(policy, TRAINING, 300, task.examples()),
            null,
            new Seed(7));

    @AfterEach
    void closeAll() {
        hardening.close();
        policy.close();
    }

    @Test
    void everyNthStepOfTheLockIsFollowedByStepsOnTheSameFewWeakSamples() {
        List<List<Demonstration>> batches = hardening.extraBatches(128);
        assertThat(batches).hasSize(5).containsOnly(batches.getFirst());
        assertThat(batches.getFirst()).hasSize(3).doesNotHaveDuplicates();
        List<Demonstration> weak = task.examples().draw(3, new Seed(7).stream("samples", 128L)).stream()
                .map(HardeningExample::weak)
                .toList();
        assertThat(batches.getFirst()).isEqualTo(weak);
        assertThat(hardening.extraBatches(127)).isEmpty();
        assertThat(hardening.extraBatches(129)).isEmpty();
    }

    @Test
    void othersAreDrawnNextTime() {
        assertThat(hardening.extraBatches(256)).isNotEqualTo(hardening.extraBatches(128));
    }

    @Test
    void stepsInAllAreThoseThatTheLoopMakes() {
        for (long steps : new long[] {1, 127, 128, 300}) {
            long made = LongStream.rangeClosed(1, steps)
                    .map(locked -> 1 + hardening.extraBatches(locked).size())
                    .sum();
            assertThat(hardening.steps(steps)).isEqualTo(made);
        }
        assertThat(Hardening.NONE.steps(Batches.steps(100, 8, 2))).isEqualTo(26);
    }
}
