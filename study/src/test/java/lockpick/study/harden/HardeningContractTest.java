package lockpick.study.harden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.TensorScope;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.train.Journal;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every way to harden a lock keeps to. */
class HardeningContractTest {

    private static final int LOCK_STEPS = 6;

    private final TinyTask task = new TinyTask();
    private final TrainablePolicy original = task.policy(1);

    static Stream<HardeningConfig> methods() {
        return Stream.of(
                new HardeningConfig.ElicitationAdversarial(2, 2, 0.3, 1, 4, 1),
                new HardeningConfig.RepresentationRerouting(List.of(0.33, 0.67), 4, 1, false),
                new HardeningConfig.RepresentationRerouting(List.of(1.0), 4, 1, true),
                new HardeningConfig.LatentAdversarial(2, 0.33, 0.5, 2, 4, 1),
                new HardeningConfig.WeakOverfitting(4, 2, 3));
    }

    @AfterEach
    void closeOriginal() {
        original.close();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void anAddedGradientLeavesEveryBitOfTheWeights(HardeningConfig method) {
        try (TrainablePolicy policy = task.policy(2);
                Hardening hardening = hardening(method, policy, config(0, false))) {
            float[] before = policy.model().parameters().values().toFloats();
            float[] ofOriginal = original.model().parameters().values().toFloats();
            for (long step = 0; step < LOCK_STEPS; step++) {
                hardening.addGradients(step);
            }
            assertThat(policy.model().parameters().values().toFloats()).isEqualTo(before);
            assertThat(original.model().parameters().values().toFloats()).isEqualTo(ofOriginal);
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void theSameSeedGivesTheSameBitsAndAnotherOneOthers(HardeningConfig method) {
        Locked locked = lock(method, 7, Journal.NONE);
        assertSame(lock(method, 7, Journal.NONE), locked);
        assertThat(lock(method, 8, Journal.NONE).weights()).isNotEqualTo(locked.weights());
    }

    /** Steps that a journal has kept are not made again: whatever they would have drawn does not shift the later ones. */
    @ParameterizedTest
    @MethodSource("methods")
    void aLockThatWasKilledGoesOnToTheSameBits(HardeningConfig method) {
        Locked whole = lock(method, 7, Journal.NONE);
        for (int killed : new int[] {3, 6}) {
            assertSame(lock(method, 7, resumedAfter(killed, method)), whole);
        }
    }

    private static void assertSame(Locked locked, Locked expected) {
        assertThat(locked.steps()).isEqualTo(expected.steps());
        assertThat(locked.weights()).isEqualTo(expected.weights());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void stepsKeepNothing(HardeningConfig method) {
        long before = TensorScope.liveTensors();
        try (TrainablePolicy policy = task.policy(2);
                Hardening hardening = hardening(method, policy, config(0, false))) {
            long held = 0;
            for (long step = 0; step < 5L * LOCK_STEPS; step++) {
                hardening.addGradients(step);
                if (step == LOCK_STEPS) {
                    held = TensorScope.liveTensors();
                }
            }
            assertThat(TensorScope.liveTensors()).isEqualTo(held);
        }
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
    }

    /** Rows of 19 tokens, in parts of at most three. */
    @ParameterizedTest
    @MethodSource("methods")
    void lessMemoryGivesTheSameGradients(HardeningConfig method) {
        double[] whole = gradients(method, config(0, false));
        double[] frugal = gradients(method, config(60, true));
        for (int i = 0; i < whole.length; i++) {
            assertThat(frugal[i]).isCloseTo(whole[i], within(2e-5));
        }
    }

    private double[] gradients(HardeningConfig method, TrainingConfig config) {
        try (TrainablePolicy policy = task.policy(2);
                Hardening hardening = hardening(method, policy, config)) {
            hardening.addGradients(1);
            policy.model().parameters().collectGradients();
            return policy.model().parameters().gradients().toDoubles();
        }
    }

    private record Locked(List<Sft.Step> steps, float[] weights) {}

    private Locked lock(HardeningConfig method, long seed, Journal journal) {
        return lock(method, seed, journal, Integer.MAX_VALUE);
    }

    /** The loop of a lock, up to a step. */
    private Locked lock(HardeningConfig method, long seed, Journal journal, int most) {
        TrainingConfig config = config(0, false);
        try (TrainablePolicy policy = task.policy(2);
                Hardening hardening = Hardening.of(
                        method,
                        new LockTraining(policy, config, LOCK_STEPS, task.examples()),
                        original.model(),
                        new Seed(seed));
                Sft sft = new Sft(policy, config, hardening.steps(LOCK_STEPS), journal, step -> {})) {
            List<Sft.Step> steps = new ArrayList<>();
            for (long locked = 1; locked <= LOCK_STEPS && steps.size() < most; locked++) {
                List<Demonstration> batch = task.examples().draw(4, new Seed(locked)).stream()
                        .flatMap(example -> Stream.of(example.weak(), example.strong()))
                        .toList();
                steps.add(sft.learn(batch, hardening));
                for (List<Demonstration> extra : hardening.extraBatches(locked)) {
                    if (steps.size() < most) {
                        steps.add(sft.learn(extra));
                    }
                }
            }
            return new Locked(steps, policy.model().parameters().values().toFloats());
        }
    }

    /** A journal as a killed run leaves it. */
    private Journal resumedAfter(int made, HardeningConfig method) {
        KeptTraining kept = new KeptTraining();
        lock(method, 7, kept, made);
        return kept;
    }

    private Hardening hardening(HardeningConfig method, TrainablePolicy policy, TrainingConfig config) {
        return Hardening.of(
                method, new LockTraining(policy, config, LOCK_STEPS, task.examples()), original.model(), new Seed(7));
    }

    private static TrainingConfig config(int microBatchTokens, boolean checkpointing) {
        return new TrainingConfig(
                1e-3, 8, OptimizerKind.ADAMW, Schedule.COSINE, 0, 0.01, 1, microBatchTokens, checkpointing);
    }
}
