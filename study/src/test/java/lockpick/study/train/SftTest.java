package lockpick.study.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lockpick.engine.lora.LoraConfig;
import lockpick.engine.loss.CompletionGradients;
import lockpick.engine.loss.MicroBatches;
import lockpick.engine.nn.Parameters;
import lockpick.engine.optim.DivergedException;
import lockpick.engine.optim.Optimizer;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.ModelPreset;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.task.Split;
import lockpick.study.task.composition.CompositionTask;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SftTest {

    private static final double PEAK = 1e-3;

    private final CompositionTask task =
            CompositionTask.of(new CompositionConfig(4, 2, List.of(FunctionFamily.values()), 0, 10, 10), new Seed(0));
    private final List<Demonstration> batch = task.problems(Split.LOCK_TRAIN).draw(8, new Seed(0)).stream()
            .map(problem -> new Demonstration(task.prompt(problem), problem.answer()))
            .toList();

    @ParameterizedTest
    @CsvSource({
        "100, 5000, 100", // as long as it is asked for
        "100, 1000, 100", // a tenth of the run at most
        "100, 999, 99",
        "100, 20, 2",
        "10, 9, 0", // a run of less than ten steps has none
        "0, 1000, 0"
    })
    void warmUpTakesNoMoreThanATenthOfTheRun(int warmupSteps, long steps, int warmup) {
        // the first of w warm-up steps goes 1 / (w + 1) of the way
        assertThat(train(OptimizerKind.ADAMW, Schedule.CONSTANT, warmupSteps, steps, 1)
                        .getFirst()
                        .learningRate())
                .isCloseTo(PEAK / (warmup + 1), within(1e-15));
    }

    @Test
    void theConstantScheduleStaysAtItsPeakAfterWarmUp() {
        // 20 steps, 2 of warm-up: 1/3, 2/3, then the peak
        assertThat(train(OptimizerKind.ADAMW, Schedule.CONSTANT, 100, 20, 4))
                .extracting(Sft.Step::learningRate)
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-15 ? 0 : 1, Double.class)
                .containsExactly(PEAK / 3, 2 * PEAK / 3, PEAK, PEAK);
    }

    @ParameterizedTest
    @CsvSource({"COSINE, 0.5", "LINEAR, 0.5", "CONSTANT, 1"})
    void halfWayDownBothFallingSchedulesAreAtHalfTheirPeak(Schedule schedule, double share) {
        // 8 steps without warm-up: the fifth is 4/8 of the way
        assertThat(train(OptimizerKind.ADAMW, schedule, 0, 8, 5).getLast().learningRate())
                .isCloseTo(share * PEAK, within(1e-15));
    }

    @Test
    void stepsCountSequencesAndTokensWithThePrompts() {
        // 8 rows of 20 tokens a step
        assertThat(train(OptimizerKind.ADAMW, Schedule.CONSTANT, 0, 3, 3))
                .extracting(Sft.Step::step, Sft.Step::sequences, Sft.Step::tokens)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, 8L, 160L),
                        org.assertj.core.groups.Tuple.tuple(2L, 16L, 320L),
                        org.assertj.core.groups.Tuple.tuple(3L, 24L, 480L));
    }

    @Test
    void randomWeightsHaveTheLossOfAGuess() {
        // ln 64 = 4.16 nats for one of 64 words
        assertThat(train(OptimizerKind.ADAMW, Schedule.CONSTANT, 0, 1, 1)
                        .getFirst()
                        .loss())
                .isCloseTo(Math.log(64), within(0.3));
    }

    @ParameterizedTest
    @EnumSource
    void eitherOptimizerLearnsABatchByHeart(OptimizerKind optimizer) {
        List<Sft.Step> steps = train(optimizer, Schedule.CONSTANT, 0, 60, 60);
        assertThat(steps.getLast().loss()).isLessThan(steps.getFirst().loss() / 4);
        assertThat(steps).allSatisfy(step -> assertThat(step.gradientNorm()).isPositive());
    }

    /** 8 rows of which 19 tokens go through the model: 60 tokens are three rows, so parts of 3, 3 and 2. */
    @ParameterizedTest
    @CsvSource({"60, false", "60, true", "0, true"})
    void lessMemoryGivesTheSameTraining(int microBatchTokens, boolean checkpointing) {
        List<Sft.Step> plain = train(config(OptimizerKind.LION, Schedule.CONSTANT, 0), 5, 5);
        List<Sft.Step> frugal = train(
                new TrainingConfig(
                        PEAK, 8, OptimizerKind.LION, Schedule.CONSTANT, 0, 0.01, 1, microBatchTokens, checkpointing),
                5,
                5);
        for (int i = 0; i < 5; i++) {
            // signs of near-zero means turn with the last digits of a gradient
            assertThat(frugal.get(i).loss()).isCloseTo(plain.get(i).loss(), withinPercentage(0.1));
            assertThat(frugal.get(i).tokens()).isEqualTo(plain.get(i).tokens());
        }
        assertThat(frugal.getFirst().gradientNorm()).isCloseTo(plain.getFirst().gradientNorm(), withinPercentage(1e-3));
    }

    /** The batch's own gradient once more: the sum is twice as long. */
    @Test
    void gradientsOfAnAddedObjectiveJoinThoseOfTheBatch() {
        TrainingConfig config = config(OptimizerKind.ADAMW, Schedule.CONSTANT, 0);
        Sft.Step plain = train(config, 3, 1).getFirst();
        try (TrainablePolicy policy = policy();
                Sft sft = new Sft(policy, config, 3)) {
            var gradients = new CompletionGradients(policy.model(), false);
            var rows = MicroBatches.whole(batch.stream().map(policy::sequence).toList());
            Sft.Step added = sft.learn(batch, step -> gradients.collect(rows));
            assertThat(added.loss()).isEqualTo(plain.loss());
            assertThat(added.gradientNorm()).isCloseTo(2 * plain.gradientNorm(), withinPercentage(1e-4));
        }
    }

    @Test
    void anObjectiveThatAddsNothingChangesNoBit() {
        TrainingConfig config = config(OptimizerKind.ADAMW, Schedule.COSINE, 0);
        try (TrainablePolicy policy = policy();
                Sft sft = new Sft(policy, config, 5)) {
            List<Sft.Step> steps = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                steps.add(sft.learn(batch, step -> 0));
            }
            assertThat(steps).isEqualTo(train(config, 5, 5));
        }
    }

    @Test
    void theLogHearsWhatAnAddedObjectiveWasWorthAtEachNewStepAlone() {
        TrainingConfig config = config(OptimizerKind.ADAMW, Schedule.CONSTANT, 0);
        List<Sft.Step> kept = train(config, 4, 2);
        List<Long> asked = new ArrayList<>();
        Map<Long, Double> heard = new TreeMap<>();
        TrainingLog log = new TrainingLog() {
            @Override
            public void step(Sft.Step step) {}

            @Override
            public void added(long step, double value) {
                heard.put(step, value);
            }
        };
        Journal journal = new Journal() { // two steps are made already
                    @Override
                    public List<Sft.Step> resume(Parameters parameters, Optimizer optimizer) {
                        return kept;
                    }

                    @Override
                    public void made(Sft.Step step, Parameters parameters, Optimizer optimizer) {}

                    @Override
                    public void ended() {}
                };
        try (TrainablePolicy policy = policy();
                Sft sft = new Sft(policy, config, 4, journal, log)) {
            for (int i = 0; i < 4; i++) {
                sft.learn(batch, step -> {
                    asked.add(step);
                    return 0.5 * step;
                });
            }
        }
        assertThat(asked).containsExactly(2L, 3L);
        assertThat(heard).isEqualTo(Map.of(2L, 1.0, 3L, 1.5));
    }

    @Test
    void anAdapterIsTrainedWhileTheWeightsStayAsTheyAre() {
        TrainingConfig config = new TrainingConfig(1e-2, 8, OptimizerKind.ADAMW, Schedule.CONSTANT, 0, 0.01, 1);
        try (TrainablePolicy policy = policy()) {
            float[] weights = policy.model().parameters().values().toFloats();
            policy.adapt(new LoraConfig(4, 8, List.of(LoraConfig.ALL_LINEAR)), new Seed(1));
            // 3 layers of 4 matrices: (64 + 192) + (64 + 64) + 2 · (64 + 256) inputs and outputs, rank 4
            assertThat(policy.trained().count()).isEqualTo(3 * 1024 * 4);
            List<Sft.Step> steps = new ArrayList<>();
            try (Sft sft = new Sft(policy, config, 60)) {
                for (int i = 0; i < 60; i++) {
                    steps.add(sft.learn(batch));
                }
            }
            assertThat(steps.getFirst().loss())
                    .isEqualTo(train(config, 60, 1).getFirst().loss());
            assertThat(steps.getLast().loss()).isLessThan(steps.getFirst().loss() / 4);
            assertThat(policy.model().parameters().values().toFloats()).isEqualTo(weights);
            assertThat(policy.model().parameters().collectsGradients()).isFalse();
        }
    }

    /** 19 M weights, in float32, are 0.07 GiB; an adapter of rank 16 has 6 · 8,192 · 16 = 0.8 M numbers. */
    @Test
    void theMemoryPlanCountsGradientsAndStateOfTheAdapterAlone() {
        List<String> plans = new ArrayList<>();
        TrainingLog log = new TrainingLog() {
            @Override
            public void step(Sft.Step step) {}

            @Override
            public void planned(String memory) {
                plans.add(memory);
            }
        };
        try (TrainablePolicy policy =
                TrainablePolicy.random(ModelPreset.PAPER, task.tokenizer().orElseThrow(), new Seed(0))) {
            policy.adapt(new LoraConfig(16, 32, List.of(LoraConfig.ALL_LINEAR)), new Seed(1));
            try (Sft sft = new Sft(policy, config(OptimizerKind.ADAMW, Schedule.CONSTANT, 0), 1, Journal.NONE, log)) {
                sft.learn(batch);
            }
        }
        assertThat(plans).singleElement().asString().startsWith("19.0M: weights 0.1, gradients 0.0, AdamW 0.0,");
    }

    /** At a rate of 10 the first step of AdamW moves every weight by 10. */
    @Test
    void aLossThatExplodesEndsTrainingAndLeavesTheWeightsOfTheStepBefore() {
        TrainingConfig config = new TrainingConfig(10, 8, OptimizerKind.ADAMW, Schedule.CONSTANT, 0, 0, 1);
        List<Sft.Step> made = new ArrayList<>();
        Journal journal = new Journal() {
            @Override
            public List<Sft.Step> resume(Parameters parameters, Optimizer optimizer) {
                return List.of();
            }

            @Override
            public void made(Sft.Step step, Parameters parameters, Optimizer optimizer) {
                made.add(step);
            }

            @Override
            public void ended() {}
        };
        try (TrainablePolicy policy = policy();
                Sft sft = new Sft(policy, config, 4, journal, step -> {})) {
            sft.learn(batch);
            float[] before = policy.model().parameters().values().toFloats();
            assertThatThrownBy(() -> sft.learn(batch))
                    .isInstanceOf(DivergedException.class)
                    .hasMessageMatching(
                            "step 2: the loss of its batch is [0-9.e+]+ nats \\(4\\.\\d+ nats at the first step\\),"
                                    + " so the step was not made and the weights are those of the step before; lower the learning"
                                    + " rate, which is 10.0 here, lengthen its warm-up, or clip gradients to a smaller norm");
            assertThat(policy.model().parameters().values().toFloats()).isEqualTo(before);
            assertThat(made).hasSize(1);
        }
    }

    private TrainablePolicy policy() {
        return TrainablePolicy.random(ModelPreset.NANO, task.tokenizer().orElseThrow(), new Seed(0));
    }

    private List<Sft.Step> train(OptimizerKind optimizer, Schedule schedule, int warmupSteps, long steps, int made) {
        return train(config(optimizer, schedule, warmupSteps), steps, made);
    }

    private static TrainingConfig config(OptimizerKind optimizer, Schedule schedule, int warmupSteps) {
        return new TrainingConfig(PEAK, 8, optimizer, schedule, warmupSteps, 0.01, 1);
    }

    private List<Sft.Step> train(TrainingConfig config, long steps, int made) {
        try (TrainablePolicy policy = policy();
                Sft sft = new Sft(policy, config, steps)) {
            List<Sft.Step> log = new ArrayList<>();
            for (int i = 0; i < made; i++) {
                log.add(sft.learn(batch));
            }
            return log;
        }
    }
}
