package lockpick.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import lockpick.engine.tensor.Seed;
import lockpick.study.elicit.Elicitation;
import lockpick.study.elicit.GroupRelativeOptimization;
import lockpick.study.elicit.PreferenceOptimization;
import lockpick.study.elicit.SweptTraining;
import lockpick.study.experiment.RunKey;
import lockpick.study.grade.RewardSignal;
import lockpick.study.measure.Spent;
import lockpick.study.pipeline.DpoRounds.Sampler;
import lockpick.study.policy.ModelPreset;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.task.LastDigitTask;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Elicitation by reward that is killed over and over ends with the steps and weights of one that is left in peace, bit for
 * bit, and draws nothing twice.
 */
class ResumedRewardElicitationTest {

    private static final int ROUNDS = 3;

    @TempDir
    private Path folder = Path.of("");

    private final LastDigitTask task = new LastDigitTask();

    private static final class Killed extends RuntimeException {}

    /** What is left in the end. */
    private record Ended(List<Sft.Step> steps, List<Spent> spent, float[] weights) {}

    private enum Method {
        DPO,
        ITERATED_DPO,
        GRPO
    }

    /** In seconds; each look at the clock is one second after the last. */
    @ParameterizedTest
    @CsvSource({"DPO, 0", "DPO, 3", "ITERATED_DPO, 0", "ITERATED_DPO, 3", "GRPO, 0", "GRPO, 3"})
    void killedAtEveryStepAndEvaluationItEndsWithTheSameBits(Method method, long interval) throws IOException {
        Ended inPeace = elicit(method, "in-peace", Integer.MAX_VALUE, interval);
        int events = inPeace.steps().size() + inPeace.spent().size();
        assertThat(inPeace.steps()).hasSizeGreaterThan(2 * ROUNDS);
        assertThat(inPeace.spent()).hasSize(ROUNDS);
        int before = task.gradings();
        int killed = 0;
        for (int event = 1; event <= events; event++) {
            try {
                elicit(method, "killed", event, interval);
            } catch (Killed expected) {
                killed++;
            }
        }
        assertThat(killed).isEqualTo(events);
        Ended resumed = elicit(method, "killed", Integer.MAX_VALUE, interval);
        assertThat(resumed.steps()).isEqualTo(inPeace.steps());
        assertThat(resumed.spent()).isEqualTo(inPeace.spent());
        assertThat(resumed.weights()).isEqualTo(inPeace.weights());
        assertThat(task.gradings() - before).isEqualTo(ROUNDS);
    }

    /** @param last event, counted from 1, after which the run is killed */
    private Ended elicit(Method method, String journal, int last, long interval) throws IOException {
        AtomicLong seconds = new AtomicLong();
        List<Sft.Step> steps = new ArrayList<>();
        List<Spent> spent = new ArrayList<>();
        var kept = new TrainingJournal(
                folder.resolve(journal),
                new RunKey("a".repeat(64)),
                Duration.ofSeconds(interval),
                () -> seconds.getAndIncrement() * 1_000_000_000);
        try (TrainablePolicy policy =
                TrainablePolicy.random(ModelPreset.TINY, task.tokenizer().orElseThrow(), new Seed(1))) {
            elicitation(method)
                    .elicit(
                            policy,
                            new Seed(3),
                            kept,
                            step -> {
                                steps.add(step);
                                dieAt(last, steps.size() + spent.size());
                            },
                            attempt -> {
                                spent.add(attempt.spent());
                                dieAt(last, steps.size() + spent.size());
                            });
            return new Ended(steps, spent, policy.model().parameters().values().toFloats());
        }
    }

    private static void dieAt(int last, int event) {
        if (event == last) {
            throw new Killed();
        }
    }

    private Elicitation elicitation(Method method) {
        var training = new SweptTraining(List.of(1e-3), OptimizerKind.ADAMW, 2, 0.01, 1);
        return switch (method) {
            case DPO -> dpo(Sampler.INITIAL, training);
            case ITERATED_DPO -> dpo(Sampler.CURRENT, training);
            case GRPO ->
                new GroupRelativeOptimization(
                        task,
                        new GroupRelativeOptimization.Config(
                                ROUNDS, 16, 4, RewardSignal.REWARD, Optional.empty(), 2, 0.2, 0.04, 1, 32, training));
        };
    }

    private Elicitation dpo(Sampler sampler, SweptTraining training) {
        return new PreferenceOptimization(
                task,
                new PreferenceOptimization.Config(
                        sampler, ROUNDS, 32, 0.1, RewardSignal.REWARD, Optional.empty(), 1, 8, training));
    }
}
