package lockpick.study.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import lockpick.engine.nn.Parameters;
import lockpick.engine.optim.Optimizer;
import lockpick.engine.preference.DpoLoss;
import lockpick.engine.preference.PreferencePair;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.TensorScope;
import lockpick.engine.tokenizer.WordTokenizer;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.demonstration.Preference;
import lockpick.study.policy.ModelPreset;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.prompt.Prompt;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DpoTest {

    private static final DpoLoss LOSS = new DpoLoss(0.1);

    private final TrainablePolicy policy = policy();

    /** Prefers counting up to counting down; the second pair counts half. */
    private final List<Preference> preferences = List.of(
            new Preference(Prompt.text("1"), "2 3", "0"), new Preference(Prompt.text("2 2"), "3 3", "1 0 1", 0.5));

    private static TrainablePolicy policy() {
        WordTokenizer tokenizer = new WordTokenizer(List.of("0", "1", "2", "3", "<end>"), "<end>");
        return TrainablePolicy.random(ModelPreset.NANO, tokenizer, new Seed(1));
    }

    @AfterEach
    void closePolicy() {
        policy.close();
    }

    private static TrainingConfig config(OptimizerKind optimizer, int microBatchTokens, boolean checkpointing) {
        return new TrainingConfig(1e-3, 2, optimizer, Schedule.CONSTANT, 0, 0, 1, microBatchTokens, checkpointing);
    }

    private static TrainingConfig config() {
        return config(OptimizerKind.ADAMW, 0, false);
    }

    @Test
    void pairsAreEndedRowsWithWhatTheReferenceGivesThem() {
        List<PreferencePair> pairs = Dpo.pairs(policy, preferences);

        assertThat(pairs).hasSize(2);
        Demonstration rejected = new Demonstration("2 2", "1 0 1");
        assertThat(pairs.getLast().rejected().tokens())
                .containsExactly(policy.sequence(rejected).tokens())
                .endsWith(policy.tokenizer().endToken());
        assertThat(pairs.getLast().rejected().completionStart()).isEqualTo(2);
        assertThat(pairs.getLast().rejectedReference())
                .isEqualTo(policy.score(List.of(policy.sequence(rejected)))
                        .getFirst()
                        .sum());
        assertThat(pairs).extracting(PreferencePair::weight).containsExactly(1.0, 0.5);
    }

    /** The policy is its own reference: ln 2 of a pair, and half of it of one that counts half. */
    @Test
    void theFirstStepStartsFromACoin() {
        try (Dpo dpo = new Dpo(policy, LOSS, config(), 10)) {
            Dpo.Step step = dpo.learn(Dpo.pairs(policy, preferences));

            assertThat(step.step().loss()).isCloseTo(0.75 * Math.log(2), within(1e-12));
            assertThat(step.pairs().orElseThrow().margin()).isZero();
            assertThat(step.pairs().orElseThrow().accuracy()).isZero();
            assertThat(step.step().step()).isOne();
            assertThat(step.step().sequences()).isEqualTo(4);
            // 1 + 3, 1 + 2, 2 + 3 and 2 + 4 tokens, end tokens among them
            assertThat(step.step().tokens()).isEqualTo(18);
            assertThat(step.step().gradientNorm()).isPositive();
            assertThat(step.step().learningRate()).isEqualTo(1e-3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePolicyTurnsToWhatIsPreferred(OptimizerKind optimizer) {
        List<Dpo.Step> steps = train(config(optimizer, 0, false), 30);
        assertThat(steps.getLast().step().loss())
                .isLessThan(steps.getFirst().step().loss() / 2);
        assertThat(steps.getLast().pairs().orElseThrow().accuracy()).isOne();
        assertThat(policy.score(List.of(policy.sequence(new Demonstration("1", "2 3"))))
                        .getFirst()
                        .sum())
                .isGreaterThan(policy.score(List.of(policy.sequence(new Demonstration("1", "0"))))
                        .getFirst()
                        .sum());
    }

    /** Rows of 5, 4, 3 and 2 tokens go through the model, so parts of no more than 8 tokens are at least two. */
    @ParameterizedTest
    @CsvSource({"8, false", "8, true", "0, true"})
    void lessMemoryGivesTheSameTraining(int microBatchTokens, boolean checkpointing) {
        List<Dpo.Step> plain = train(config(), 3);
        try (TrainablePolicy other = policy()) {
            List<Dpo.Step> frugal =
                    train(other, config(OptimizerKind.ADAMW, microBatchTokens, checkpointing), 3, Journal.NONE);
            for (int i = 0; i < 3; i++) {
                assertThat(frugal.get(i).step().loss())
                        .isCloseTo(plain.get(i).step().loss(), withinPercentage(0.1));
                assertThat(frugal.get(i).step().gradientNorm())
                        .isCloseTo(plain.get(i).step().gradientNorm(), withinPercentage(0.1));
            }
        }
    }

    @Test
    void stepsOfAJournalAreNotMadeAgain() {
        List<Sft.Step> before = List.of(new Sft.Step(1, 4, 18, 0.6, 1e-3, 2), new Sft.Step(2, 8, 36, 0.5, 1e-3, 2));
        float[] weights = policy.model().parameters().values().toFloats();
        List<Sft.Step> heard = new ArrayList<>();
        Journal journal = new Journal() {
            @Override
            public List<Sft.Step> resume(Parameters parameters, Optimizer optimizer) {
                return before;
            }

            @Override
            public void made(Sft.Step step, Parameters parameters, Optimizer optimizer) {
                heard.add(step);
            }

            @Override
            public void ended() {}
        };
        List<PreferencePair> pairs = Dpo.pairs(policy, preferences);
        try (Dpo dpo = new Dpo(policy, LOSS, config(), 10, journal, made -> {})) {
            for (Sft.Step each : before) {
                Dpo.Step step = dpo.learn(pairs);
                assertThat(step.step()).isEqualTo(each);
                assertThat(step.pairs()).isEmpty();
            }
            assertThat(policy.model().parameters().values().toFloats()).isEqualTo(weights);
            assertThat(heard).isEmpty();

            Dpo.Step third = dpo.learn(pairs);
            assertThat(third.step().step()).isEqualTo(3);
            assertThat(third.step().sequences()).isEqualTo(12);
            assertThat(heard).containsExactly(third.step());
        }
    }

    @Test
    void nothingIsLeftBehind() {
        List<PreferencePair> pairs = Dpo.pairs(policy, preferences);
        long before = TensorScope.liveTensors();
        try (Dpo dpo = new Dpo(policy, LOSS, config(), 10)) {
            dpo.learn(pairs);
            long after = TensorScope.liveTensors();
            for (int step = 1; step < 10; step++) {
                dpo.learn(pairs);
                assertThat(TensorScope.liveTensors()).isEqualTo(after);
            }
        }
        assertThat(TensorScope.liveTensors()).isLessThanOrEqualTo(before + 1); // the gradients stay with the parameters
    }

    private List<Dpo.Step> train(TrainingConfig config, int made) {
        return train(policy, config, made, Journal.NONE);
    }

    private List<Dpo.Step> train(TrainablePolicy learner, TrainingConfig config, int made, Journal journal) {
        List<Dpo.Step> steps = new ArrayList<>();
        List<PreferencePair> pairs = Dpo.pairs(learner, preferences);
        try (Dpo dpo = new Dpo(learner, LOSS, config, made, journal, step -> {})) {
            for (int step = 0; step < made; step++) {
                steps.add(dpo.learn(pairs));
            }
        }
        return steps;
    }
}
