package lockpick.study.elicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.engine.optim.DivergedException;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.TensorScope;
import lockpick.study.endpoint.Endpoint;
import lockpick.study.endpoint.EndpointException;
import lockpick.study.endpoint.LocalService;
import lockpick.study.grade.Grade;
import lockpick.study.grade.RewardSignal;
import lockpick.study.grade.judge.Judge;
import lockpick.study.grade.judge.JudgeAnswer;
import lockpick.study.measure.Spent;
import lockpick.study.pipeline.Completions;
import lockpick.study.pipeline.DpoRounds.Sampler;
import lockpick.study.policy.ModelPreset;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.setting.NodeReader;
import lockpick.study.setting.SettingsReader;
import lockpick.study.task.LastDigitTask;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.train.Journal;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies with random weights learn to repeat a digit from grades alone, by DPO, iterated DPO and GRPO. */
class RewardElicitationTest {

    private final LastDigitTask task = new LastDigitTask();
    private final List<Problem> problems = task.problems(Split.TEST).draw(64, new Seed(0));
    private final List<Sft.Step> steps = new ArrayList<>();
    private final List<Spent> spent = new ArrayList<>();
    private final List<Double> correctness = new ArrayList<>();
    private List<String> said = List.of(); // at the last evaluation
    private long written;
    private long writtenTokens;

    private final class Log implements TrainingLog {

        @Override
        public void step(Sft.Step step) {
            steps.add(step);
        }

        @Override
        public void forward(long rows, long tokens) {
            written += rows;
            writtenTokens += tokens;
        }
    }

    @ParameterizedTest
    @CsvSource({"CORRECT, 0", "REWARD, 0", "CORRECT, 0.04"})
    void byGrpoThePolicyComesToBeRight(RewardSignal reward, double kl) throws IOException {
        elicit(grpo(20, reward, kl, 1, 3e-3));
        assertThat(correctness.getLast()).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @EnumSource
    void byIteratedDpoThePolicyComesToBeRight(RewardSignal reward) throws IOException {
        elicit(dpo(Sampler.CURRENT, 12, reward, 1e-3));
        assertThat(correctness.getLast()).isGreaterThan(0.9);
    }

    /** A judge who likes noughts, whatever is right: a quarter of the answers. */
    @ParameterizedTest
    @ValueSource(strings = {"dpo", "grpo", "expert-iteration"})
    void byRatingsThePolicyComesToWriteWhatTheJudgeLikes(String method, @TempDir Path cache) throws IOException {
        try (var service = new LocalService(
                        asked -> JudgeAnswer.answer(asked.turn().contains("solution:\n\n0") ? "5" : "1", 1.0));
                Endpoint endpoint = service.endpoint(cache)) {
            Task rated = new RatedTask(task, new Judge(endpoint));
            elicit(
                    switch (method) {
                        case "dpo" ->
                            new PreferenceOptimization(rated, dpo(Sampler.CURRENT, 12, RewardSignal.REWARD, 1e-3));
                        case "grpo" -> new GroupRelativeOptimization(rated, grpo(20, RewardSignal.REWARD, 0, 1, 3e-3));
                        default -> new ExpertIteration(rated, Completions.reference(), iteration());
                    });
        }
        assertThat(said).hasSize(64).filteredOn(text -> text.startsWith("0")).hasSizeGreaterThan(48);
        assertThat(correctness.getLast()).isLessThan(0.5);
    }

    /** One that begins with "I think" has no digit to be read. */
    @Test
    void aJudgeWhoRatesNothingIsSaid(@TempDir Path cache) {
        try (var service = new LocalService(asked -> JudgeAnswer.answer("I", 1.0));
                Endpoint endpoint = service.endpoint(cache)) {
            var rated = new RatedTask(task, new Judge(endpoint));
            assertThatThrownBy(() -> elicit(
                            new PreferenceOptimization(rated, dpo(Sampler.CURRENT, 1, RewardSignal.REWARD, 1e-3))))
                    .isInstanceOf(EndpointException.class)
                    .hasMessageStartingWith("m-1 at " + service.url())
                    .hasMessageEndingWith(
                            " rated none of 128 completions (the first: no rating: the judge gives the digits"
                                    + " 1-5 a probability of 0.00); use a model that answers with a digit at once, as lockpick"
                                    + " rate shows");
        }
    }

    @Test
    void byDpoOnItsFirstAttemptsThePolicyComesToBeRight() throws IOException {
        elicit(dpo(Sampler.INITIAL, 12, RewardSignal.CORRECT, 1e-3));
        assertThat(correctness.getLast()).isGreaterThan(0.9);
    }

    /** 12 rounds of 64 problems: after the 5th, the 10th and the last, two completions of each problem a round. */
    @Test
    void dpoCountsWhatItDrewAndGraded() throws IOException {
        elicit(dpo(Sampler.CURRENT, 12, RewardSignal.CORRECT, 1e-3));
        assertThat(spent).extracting(Spent::samples).containsExactly(640L, 1280L, 1536L);
        assertThat(spent).extracting(Spent::labels).containsExactly(640L, 1280L, 1536L);
        assertThat(written).isEqualTo(1536);
        assertThat(writtenTokens).isGreaterThan(1536); // an end each, and what stands before it
        assertThat(spent).extracting(Spent::epochs).containsExactly(5.0, 10.0, 12.0);
        assertThat(spent.getLast().steps()).isEqualTo(steps.size()).isLessThanOrEqualTo(12 * 4);
        assertThat(spent.getLast().sequences()).isEqualTo(steps.getLast().sequences());
        assertThat(task.gradings()).isEqualTo(12 + 3); // each round once, each of our evaluations once
    }

    /** 2 rounds of 32 problems, 8 completions each: 256 completions, at most 4 steps of 64, twice. */
    @Test
    void grpoCountsWhatItDrewAndGraded() throws IOException {
        GroupRelativeOptimization.Config config = grpo(2, RewardSignal.CORRECT, 0, 2, 1e-4);
        elicit(config);
        assertThat(spent).extracting(Spent::samples).containsExactly(512L);
        assertThat(written).isEqualTo(512);
        assertThat(writtenTokens).isGreaterThan(512);
        assertThat(spent).extracting(Spent::epochs).containsExactly(4.0);
        assertThat(config.effort()).isEqualTo(new Effort(16, 1024, 512, 1));
        assertThat(steps.size()).isBetween(12, 16); // few groups are all right or all wrong
    }

    @Test
    void effortOfDpoIsThatOfPairsOfEveryProblem() {
        assertThat(dpo(Sampler.INITIAL, 12, RewardSignal.CORRECT, 1e-3).effort())
                .isEqualTo(new Effort(12 * 4, 12 * 128, 12 * 128, 3));
    }

    @Test
    void thePapersNumbersAreTheDefaults() {
        PreferenceOptimization.Config dpo = (PreferenceOptimization.Config) read("method: dpo");
        assertThat(dpo.rounds()).isEqualTo(12);
        assertThat(dpo.beta()).isEqualTo(0.1);
        assertThat(dpo.effort().samples()).isEqualTo(26_400);
        assertThat(dpo.points()).hasSize(2);
        assertThat(dpo.points().getLast().labels())
                .hasToString("{sampler=current, reward=correct, beta=0.1, learning_rate=3.0E-4}");
        assertThat(read("method: grpo").effort().samples()).isEqualTo(25_600);
        assertThat(read("method: grpo").points().getFirst().labels())
                .hasToString("{group_size=8, reward=correct, inner_epochs=1, kl=0.0, learning_rate=1.0E-4}");
    }

    private static ElicitationConfig read(String yaml) {
        return SettingsReader.read(NodeReader.yaml(yaml), ElicitationConfig.class)
                .value()
                .orElseThrow();
    }

    /** As too high a learning rate would have it: after the first step there are no numbers left. */
    @Test
    void aRuinedPolicyStopsTheRun() {
        try (TrainablePolicy policy = policy()) {
            assertThatThrownBy(() -> method(grpo(1, RewardSignal.CORRECT, 0, 1, 1e-4))
                            .elicit(policy, new Seed(3), Journal.NONE, step -> ruin(policy), attempt -> {}))
                    .isInstanceOf(DivergedException.class)
                    .hasMessageContaining("lower the learning rate");
        }
    }

    private static void ruin(TrainablePolicy policy) {
        try (var scope = TensorScope.open()) {
            policy.model().parameters().values().mul_(Double.NaN);
        }
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        try (TrainablePolicy policy = policy()) {
            policy.model().parameters().collectGradients();
            long before = TensorScope.liveTensors();
            method(grpo(1, RewardSignal.CORRECT, 0.04, 1, 1e-4))
                    .elicit(policy, new Seed(3), Journal.NONE, steps::add, attempt -> {});
            method(dpo(Sampler.CURRENT, 1, RewardSignal.CORRECT, 1e-4))
                    .elicit(policy, new Seed(3), Journal.NONE, steps::add, attempt -> {});
            assertThat(TensorScope.liveTensors()).isEqualTo(before);
        }
    }

    private void elicit(ElicitationConfig config) throws IOException {
        elicit(method(config));
    }

    private void elicit(Elicitation method) throws IOException {
        try (TrainablePolicy policy = policy()) {
            method.elicit(policy, new Seed(3), Journal.NONE, new Log(), attempt -> {
                spent.add(attempt.spent());
                said = attempt.policy()
                        .complete(problems.stream().map(attempt.asked()).toList(), task.answering());
                correctness.add(task.grade(problems, said).stream()
                                .filter(Grade::isCorrect)
                                .count()
                        / 64.0);
            });
        }
    }

    private TrainablePolicy policy() {
        return TrainablePolicy.random(ModelPreset.TINY, task.tokenizer().orElseThrow(), new Seed(1));
    }

    private Elicitation method(ElicitationConfig config) {
        return switch (config) {
            case PreferenceOptimization.Config dpo -> new PreferenceOptimization(task, dpo);
            case GroupRelativeOptimization.Config grpo -> new GroupRelativeOptimization(task, grpo);
            default -> throw new AssertionError(config.method());
        };
    }

    private static PreferenceOptimization.Config dpo(
            Sampler sampler, int rounds, RewardSignal reward, double learningRate) {
        return new PreferenceOptimization.Config(
                sampler, rounds, 64, 0.1, reward, Optional.empty(), 5, 16, training(learningRate));
    }

    private static GroupRelativeOptimization.Config grpo(
            int rounds, RewardSignal reward, double kl, int innerEpochs, double learningRate) {
        return new GroupRelativeOptimization.Config(
                rounds, 32, 8, reward, Optional.empty(), innerEpochs, 0.2, kl, 5, 64, training(learningRate));
    }

    private static ExpertIteration.Config iteration() {
        return (ExpertIteration.Config) read("""
                method: expert-iteration
                rounds: {count: 10, problems: 64, pool: 64, evaluate-every: 10}
                best: {keep: [16], reward: reward}
                training: {learning-rates: [3.0e-3]}
                """);
    }

    private static SweptTraining training(double learningRate) {
        return new SweptTraining(List.of(learningRate), OptimizerKind.ADAMW, 0, 0, 1);
    }
}
