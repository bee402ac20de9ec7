package lockpick.study.harden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import lockpick.engine.loss.CompletionGradients;
import lockpick.engine.loss.MicroBatches;
import lockpick.engine.nn.Parameters;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.harden.HardeningConfig.ElicitationAdversarial;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElicitationAdversarialTrainingTest {

    private static final double RATE = 0.2;
    private static final double CLIP = 1.5; // below the norm of the first steps
    private static final TrainingConfig TRAINING =
            new TrainingConfig(1e-3, 8, OptimizerKind.ADAMW, Schedule.CONSTANT, 0, 0.01, 1);

    private final TinyTask task = new TinyTask();
    private final List<List<HardeningExample>> drawn = new ArrayList<>();
    private final long seed = new Random().nextLong();

    /**
     * The same detour by hand, and there the change of the imitation loss along a random direction, in FLOAT64, which tells
     * a gradient at θ₂ from one at θ or θ₁.
     */
    @Test
    void whatIsAddedIsTheSlopeOfTheImitationLossWhereUnlockingLeads(@TempDir Path folder) throws IOException {
        try (TrainablePolicy random = task.policy(1)) {
            random.save(folder.resolve("model"));
        }
        try (TrainablePolicy policy =
                        TrainablePolicy.load(folder.resolve("model"), List.of(), DType.FLOAT64, Device.CPU);
                Hardening hardening = hardening(policy, new ElicitationAdversarial(1, 2, RATE, CLIP, 4, 3));
                var scope = TensorScope.open()) {
            Parameters parameters = policy.model().parameters();
            double value = hardening.addGradients(0);
            Tensor added = parameters.gradients().copy();
            assertThat(drawn).hasSize(3);

            Tensor values = parameters.values();
            for (int inner = 0; inner < 2; inner++) {
                loss(policy, HardeningExample::unlocking, drawn.get(inner));
                double norm = parameters.gradients().norm().item();
                assertThat(norm).isGreaterThan(CLIP);
                values.add_(parameters.gradients(), -RATE * CLIP / (norm + 1e-6));
            }
            assertThat(3 * loss(policy, HardeningExample::weak, drawn.get(2))).isCloseTo(value, within(1e-12));
            Tensor direction = direction(values.count());
            double step = 1e-5;
            values.add_(direction, step);
            double above = loss(policy, HardeningExample::weak, drawn.get(2));
            values.add_(direction, -2 * step);
            double below = loss(policy, HardeningExample::weak, drawn.get(2));
            assertThat(added.mul(direction).sum().item())
                    .as("seed %d", seed)
                    .isCloseTo(3 * (above - below) / (2 * step), within(1e-7));
        }
    }

    @Test
    void onlyEveryNthStepTakesTheDetour() {
        try (TrainablePolicy policy = task.policy(1);
                Hardening hardening = hardening(policy, new ElicitationAdversarial(3, 1, RATE, CLIP, 4, 1))) {
            for (long step = 0; step < 7; step++) {
                double value = hardening.addGradients(step);
                assertThat(value > 0).as("step %d", step).isEqualTo(step == 2 || step == 5);
            }
            // one batch to unlock and one to imitate, both times
            assertThat(drawn).hasSize(4);
        }
    }

    private Hardening hardening(TrainablePolicy policy, ElicitationAdversarial config) {
        HardeningExamples recorded = (count, stream) -> {
            drawn.add(task.examples().draw(count, stream));
            return drawn.getLast();
        };
        return Hardening.of(config, new LockTraining(policy, TRAINING, 10, recorded), null, new Seed(7));
    }

    /** Leaves its gradients alone. */
    private static double loss(
            TrainablePolicy policy, Function<HardeningExample, Demonstration> face, List<HardeningExample> examples) {
        policy.model().parameters().gradients().zero_();
        return new CompletionGradients(policy.model(), false)
                .collect(MicroBatches.whole(
                        examples.stream().map(face).map(policy::sequence).toList()));
    }

    private Tensor direction(long count) {
        double[] numbers = new Random(seed).doubles(count, -1, 1).toArray();
        double length = Math.sqrt(Arrays.stream(numbers).map(x -> x * x).sum());
        return Tensor.of(Arrays.stream(numbers).map(x -> x / length).toArray(), count);
    }
}
