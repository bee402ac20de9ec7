package lockpick.study.elicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lockpick.engine.nn.Parameters;
import lockpick.engine.optim.Optimizer;
import lockpick.engine.tensor.Seed;
import lockpick.study.elicit.BestSamples.TrainedOn;
import lockpick.study.grade.RewardSignal;
import lockpick.study.measure.Spent;
import lockpick.study.pipeline.Completions;
import lockpick.study.pipeline.Role;
import lockpick.study.policy.ModelPreset;
import lockpick.study.policy.ReadWords;
import lockpick.study.policy.SampledPolicy;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.task.Problem;
import lockpick.study.task.RecordedPrompts;
import lockpick.study.task.Split;
import lockpick.study.task.composition.CompositionTask;
import lockpick.study.train.Journal;
import lockpick.study.train.Round;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingLog;
import org.junit.jupiter.api.Test;

class ExpertIterationTest {

    private static final int POOL = 12;
    private static final int ROUND = 6;

    /** A word that no right completion has, so that the weights tell whether a wrong one was learnt. */
    private static final String WRONG = "pwd7 pwd7";

    private final RecordedPrompts task = new RecordedPrompts(
            CompositionTask.of(new CompositionConfig(4, 2, List.of(FunctionFamily.values()), 0, 10, 10), new Seed(0)));
    private final List<Sft.Step> steps = new ArrayList<>();
    private final List<Round> rounds = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final Drawn drawn = new Drawn();
    private long written;
    private long writtenTokens;

    /** Keeps what is made once and no step, as a run does that is killed before its first step was kept. */
    private static final class Drawn implements Journal {

        private final Map<String, List<?>> made = new HashMap<>();

        @Override
        public List<Sft.Step> resume(Parameters parameters, Optimizer optimizer) {
            return List.of();
        }

        @Override
        public void made(Sft.Step step, Parameters parameters, Optimizer optimizer) {}

        @Override
        public void ended() {}

        @Override
        public <T> List<T> once(String what, Class<T> type, Making<T> making) throws IOException {
            if (!made.containsKey(what)) {
                made.put(what, making.make());
            }
            return made.get(what).stream().map(type::cast).toList();
        }
    }

    /** Writes the right answer where its script says so. */
    private final class Scripted implements SampledPolicy {

        private final Set<Integer> right; // places in a round
        private final List<List<String>> asked = new ArrayList<>();

        Scripted(Integer... right) {
            this.right = Set.of(right);
        }

        @Override
        public List<List<String>> sample(List<Prompt> prompts, Answering answering, int count, Seed seed) {
            assertThat(count).isEqualTo(1);
            asked.add(prompts.stream().map(Prompt::plain).toList());
            List<List<String>> completions = new ArrayList<>();
            for (int i = 0; i < prompts.size(); i++) {
                completions.add(List.of(right.contains(i) ? answer(prompts.get(i)) : WRONG));
            }
            return completions;
        }

        @Override
        public List<String> complete(List<Prompt> prompts, Answering answering) {
            throw new AssertionError("nobody is to be asked greedily");
        }

        @Override
        public long tokens(List<String> completions) {
            return 5L * completions.size();
        }
    }

    private String answer(Prompt prompt) {
        return pool().stream()
                .filter(problem -> task.prompt(problem).plain().equals(prompt.plain()))
                .findFirst()
                .orElseThrow()
                .answer();
    }

    private List<Problem> pool() {
        return task.problems(Split.ELICIT_TRAIN).draw(POOL, new Seed(3).stream("problems"));
    }

    private static ExpertIteration.Config config(int rounds, int keep, boolean onlyCorrect, TrainedOn trainOn) {
        return new ExpertIteration.Config(
                new Rounds(rounds, ROUND, POOL, 2),
                new BestSamples(List.of(keep), RewardSignal.CORRECT, Optional.empty(), onlyCorrect, trainOn),
                2,
                4,
                new SweptTraining(List.of(1e-3), OptimizerKind.ADAMW, 0, 0, 1), // no weight decay: see ReadWords
                Optional.empty());
    }

    /** Runs on a policy with random weights; returns the words that it has read. */
    private Set<String> elicit(ExpertIteration.Config config, SampledPolicy expert) throws IOException {
        return elicit(config, expert, Integer.MAX_VALUE);
    }

    /** @param killedAt the round whose evaluation ends the run */
    private Set<String> elicit(ExpertIteration.Config config, SampledPolicy expert, long killedAt) throws IOException {
        steps.clear();
        rounds.clear();
        attempts.clear();
        written = 0;
        writtenTokens = 0;
        TrainingLog log = new TrainingLog() {
            @Override
            public void step(Sft.Step step) {
                steps.add(step);
            }

            @Override
            public void round(Round round) {
                rounds.add(round);
            }

            @Override
            public void forward(long rows, long tokens) {
                written += rows;
                writtenTokens += tokens;
            }
        };
        try (TrainablePolicy policy =
                TrainablePolicy.random(ModelPreset.NANO, task.tokenizer().orElseThrow(), new Seed(0))) {
            ReadWords read = new ReadWords(policy);
            new ExpertIteration(task, Completions.reference(), config)
                    .elicit(policy, expert, new Seed(3), drawn, log, attempt -> {
                        if (attempt.spent().samples() >= killedAt * ROUND) {
                            throw new IOException("killed");
                        }
                        attempts.add(attempt);
                    });
            return read.sinceThen();
        }
    }

    @Test
    void aRoundLearnsFromItsBestAlone() throws IOException {
        Set<String> read = elicit(config(1, 3, false, TrainedOn.ROUND), new Scripted(1, 4, 5));
        assertThat(read).contains("fn0", "0", "9").doesNotContain("pwd7");
        assertThat(rounds).containsExactly(new Round(1, 6, 6, 0.5, 3, 3, 1, false));
    }

    @Test
    void whatIsShortOfTheNumberIsMadeUpFromWrongOnes() throws IOException {
        assertThat(elicit(config(1, 4, false, TrainedOn.ROUND), new Scripted(1, 4, 5)))
                .contains("pwd7");
        assertThat(rounds).containsExactly(new Round(1, 6, 6, 0.5, 3, 4, 0.75, false));
    }

    @Test
    void onlyRightOnesAreLearntIfThatIsAsked() throws IOException {
        assertThat(elicit(config(1, 4, true, TrainedOn.ROUND), new Scripted(1, 4, 5)))
                .doesNotContain("pwd7");
        assertThat(rounds).containsExactly(new Round(1, 6, 6, 0.5, 3, 3, 1, false));
        assertThat(steps).extracting(Sft.Step::sequences).containsExactly(3L, 6L); // two passes of three
    }

    /** Two passes in batches of 4 over 3 completions a round: 3, 3 | 3, 3 | 3, 3. */
    @Test
    void eachRoundGoesOnFromThePolicyOfTheLast() throws IOException {
        elicit(config(3, 3, false, TrainedOn.ROUND), new Scripted(0, 1, 2));
        assertThat(steps).extracting(Sft.Step::sequences).containsExactly(3L, 6L, 9L, 12L, 15L, 18L);
        assertThat(rounds).extracting(Round::samples).containsExactly(6L, 12L, 18L);
    }

    /** Of 3, then 6, then 9 completions: 3, 3 | 4 + 2, 4 + 2 | 4 + 4 + 1, 4 + 4 + 1. */
    @Test
    void allBestSoFarAreLearntIfThatIsAsked() throws IOException {
        ExpertIteration.Config config = config(3, 3, false, TrainedOn.ALL);
        elicit(config, new Scripted(0, 1, 2));
        assertThat(steps)
                .extracting(Sft.Step::sequences)
                .containsExactly(3L, 6L, 10L, 12L, 16L, 18L, 22L, 26L, 27L, 31L, 35L, 36L);
        assertThat(config.effort()).isEqualTo(new Effort(12, 36, 18, 2));
    }

    @Test
    void everySecondRoundAndTheLastAreEvaluatedAtWhatTheyTook() throws IOException {
        ExpertIteration.Config config = config(3, 4, false, TrainedOn.ROUND);
        elicit(config, new Scripted(0, 1, 2));
        assertThat(attempts)
                .extracting(
                        attempt -> attempt.spent().steps(),
                        attempt -> attempt.spent().samples())
                .containsExactly(tuple(4L, 12L), tuple(6L, 18L));
        Spent last = attempts.getLast().spent();
        assertThat(last.sequences()).isEqualTo(24);
        assertThat(last.epochs()).isEqualTo(6);
        assertThat(last.labels()).isEqualTo(18);
        assertThat(last.tokens()).isEqualTo(steps.getLast().tokens());
        assertThat(config.effort()).isEqualTo(new Effort(6, 24, 18, 2));
    }

    /** The paper keeps 64 whatever they are; a round without any difference is said, and goes on. */
    @Test
    void aRoundOfEqualRewardsGoesOnAndSaysSo() throws IOException {
        elicit(config(2, 3, false, TrainedOn.ROUND), new Scripted());
        assertThat(rounds).containsExactly(new Round(1, 6, 6, 0, 0, 3, 0, true), new Round(2, 12, 6, 0, 0, 3, 0, true));
        assertThat(steps).hasSize(4);
    }

    @Test
    void whereNothingIsRightAndOnlyThatIsLearntThePolicyIsEvaluatedAsItIs() throws IOException {
        elicit(config(2, 3, true, TrainedOn.ROUND), new Scripted());
        assertThat(steps).isEmpty();
        assertThat(attempts).extracting(Attempt::spent).containsExactly(new Spent(0, 0, 4, 0, 12, 12));
    }

    @Test
    void roundsGoThroughThePoolWithoutAPassword() throws IOException {
        Scripted expert = new Scripted(0);
        elicit(config(3, 1, false, TrainedOn.ROUND), expert);
        List<String> prompts =
                pool().stream().map(problem -> task.prompt(problem).plain()).toList();
        assertThat(expert.asked).containsExactly(prompts.subList(0, 6), prompts.subList(6, 12), prompts.subList(0, 6));
        assertThat(task.prompts()).allMatch(prompt -> prompt.startsWith("_ | fn"));
    }

    @Test
    void whatIsWrittenIsCountedAlsoByARunThatFindsIt() throws IOException {
        Scripted expert = new Scripted(0);
        for (int run = 0; run < 2; run++) {
            elicit(config(3, 1, false, TrainedOn.ROUND), expert);
            assertThat(written).isEqualTo(18);
            assertThat(writtenTokens).isEqualTo(90);
        }
        assertThat(expert.asked).hasSize(3);
    }

    @Test
    void theSameProblemIsAnsweredAnewInALaterRound() throws IOException {
        List<List<List<String>>> samples = new ArrayList<>();
        try (TrainablePolicy fixed =
                TrainablePolicy.random(ModelPreset.NANO, task.tokenizer().orElseThrow(), new Seed(0))) {
            SampledPolicy expert = new SampledPolicy() {
                @Override
                public List<List<String>> sample(List<Prompt> prompts, Answering answering, int count, Seed seed) {
                    samples.add(fixed.sample(prompts, answering, count, seed));
                    return samples.getLast();
                }

                @Override
                public List<String> complete(List<Prompt> prompts, Answering answering) {
                    return fixed.complete(prompts, answering);
                }
            };
            elicit(config(3, 1, true, TrainedOn.ROUND), expert);
        }
        assertThat(samples.get(2)).isNotEqualTo(samples.get(0)); // of the same problems, by the same weights
    }

    @Test
    void whatWasDrawnBeforeARunWasKilledIsNotDrawnAgain() throws IOException {
        ExpertIteration.Config config = config(4, 3, false, TrainedOn.ROUND);
        Scripted expert = new Scripted(0, 3);
        assertThatThrownBy(() -> elicit(config, expert, 4)).hasMessage("killed");
        List<Round> before = List.copyOf(rounds);
        List<Sft.Step> stepsBefore = List.copyOf(steps);
        assertThat(expert.asked).hasSize(4);
        Scripted never = new Scripted();
        elicit(config, never);
        assertThat(never.asked).isEmpty();
        assertThat(rounds).isEqualTo(before);
        assertThat(steps).isEqualTo(stepsBefore);
    }

    /** Two passes over 5 demonstrations in batches of 4: 4, 5 | 9, 10. */
    @Test
    void aFirstStageLearnsFromDemonstrationsAndIsEvaluatedByItself() throws IOException {
        ExpertIteration.Config plain = config(2, 3, false, TrainedOn.ROUND);
        ExpertIteration.Config config = new ExpertIteration.Config(
                plain.rounds(),
                plain.best(),
                plain.epochs(),
                plain.batch(),
                plain.training(),
                Optional.of(new FirstStage(DemonstrationSource.DEMONSTRATOR, 5, 2)));
        elicit(config, new Scripted(0, 1, 2));
        assertThat(steps).extracting(Sft.Step::sequences).startsWith(4L, 5L, 9L, 10L, 13L);
        assertThat(attempts).extracting(Attempt::variant).containsExactly(Optional.of("first stage"), Optional.empty());
        assertThat(attempts.getFirst().spent()).isEqualTo(new Spent(4, 10, 2, 200, 0, 5));
        assertThat(attempts.getLast().spent().labels()).isEqualTo(12 + 5);
        assertThat(config.effort()).isEqualTo(new Effort(8, 22, 12, 2));
        assertThat(config.taken()).get().extracting(taken -> taken.role()).isEqualTo(Role.DEMONSTRATOR);
    }

    @Test
    void aPointHasOneNumberToKeepAndOneLearningRate() {
        ExpertIteration.Config swept = new ExpertIteration.Config(
                new Rounds(50, 640, 1100, 5),
                new BestSamples(List.of(16, 64), RewardSignal.CORRECT, Optional.empty(), false, TrainedOn.ROUND),
                8,
                16,
                new SweptTraining(List.of(1e-4, 3e-4), OptimizerKind.ADAMW, 10, 0.01, 1),
                Optional.empty());
        assertThat(swept.points())
                .extracting(
                        point -> point.labels().get("keep"),
                        point -> point.labels().get("learning_rate"))
                .containsExactly(tuple(16, 1e-4), tuple(16, 3e-4), tuple(64, 1e-4), tuple(64, 3e-4));
        // 64 in batches of 16, 8 times, in each of 50 rounds
        assertThat(swept.points().getLast().effort()).isEqualTo(new Effort(1600, 25_600, 32_000, 10));
    }
}
