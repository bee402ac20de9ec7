package lockpick.study.harden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import lockpick.engine.loss.MicroBatches;
import lockpick.engine.loss.RepresentationGradients;
import lockpick.engine.loss.Sequence;
import lockpick.engine.tensor.Seed;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepresentationReroutingTest {

    private static final long STEPS = 100;
    private static final double ALPHA = 4;
    private static final TrainingConfig TRAINING =
            new TrainingConfig(1e-3, 8, OptimizerKind.ADAMW, Schedule.CONSTANT, 0, 0.01, 1);
    private static final HardeningConfig.RepresentationRerouting CONFIG =
            new HardeningConfig.RepresentationRerouting(List.of(0.33, 0.67), 16, ALPHA, false);

    private final TinyTask task = new TinyTask();
    private final TrainablePolicy original = task.policy(1);

    @AfterEach
    void closeOriginal() {
        original.close();
    }

    /** Of a policy that is still the original, every cosine is 1 and every distance 0. */
    @Test
    void reroutingFallsFromAlphaToHalfOfIt() {
        try (TrainablePolicy policy = task.policy(1);
                Hardening hardening = hardening(policy, task.examples())) {
            assertThat(hardening.addGradients(0)).isCloseTo(ALPHA, within(1e-5));
            assertThat(hardening.addGradients(50)).isCloseTo(0.75 * ALPHA, within(1e-5));
            assertThat(hardening.addGradients(STEPS)).isCloseTo(0.5 * ALPHA, within(1e-5));
        }
    }

    /** Where weak completions are the strong ones, there is nothing to turn away. */
    @Test
    void retainingRisesFromNothingToHalfOfAlpha() {
        HardeningExamples alike = (count, seed) -> task.examples().draw(count, seed).stream()
                .map(example -> new HardeningExample(example.unlocking(), example.unlocking(), example.strong()))
                .toList();
        try (TrainablePolicy policy = task.policy(2);
                Hardening hardening = hardening(policy, alike)) {
            assertThat(hardening.addGradients(0)).isZero();
            double distance = distance(policy, alike.draw(16, new Seed(7).stream("examples", 50L)));
            assertThat(hardening.addGradients(50)).isCloseTo(0.25 * ALPHA * distance, within(1e-4 * distance));
        }
    }

    @Test
    void whatIsTurnedAwayBeginsWhereStrongAndWeakCompletionPart() {
        var pair = new Rows.Pair(
                new Sequence(new int[] {7, 8, 1, 2, 3, 9}, 2), new Sequence(new int[] {7, 8, 1, 2, 4, 9}, 2));
        assertThat(pair.whereTheyDiffer())
                .singleElement()
                .satisfies(row -> assertThat(row.completionStart()).isEqualTo(4));
        assertThat(new Rows.Pair(pair.strong(), pair.strong()).whereTheyDiffer())
                .isEmpty();
    }

    @Test
    void thePolicyBeforeTheLockIsNeeded() {
        try (TrainablePolicy policy = task.policy(1)) {
            assertThatThrownBy(() -> Hardening.of(
                            CONFIG, new LockTraining(policy, TRAINING, STEPS, task.examples()), null, new Seed(7)))
                    .hasMessage("representation rerouting needs the model before the lock");
        }
    }

    private Hardening hardening(TrainablePolicy policy, HardeningExamples examples) {
        return Hardening.of(CONFIG, new LockTraining(policy, TRAINING, STEPS, examples), original.model(), new Seed(7));
    }

    private double distance(TrainablePolicy policy, List<HardeningExample> examples) {
        List<Sequence> rows = examples.stream()
                .map(example -> policy.sequence(example.strong()))
                .toList();
        return new RepresentationGradients(policy.model(), original.model(), List.of(1, 2))
                .retain(MicroBatches.whole(rows), 1);
    }
}
