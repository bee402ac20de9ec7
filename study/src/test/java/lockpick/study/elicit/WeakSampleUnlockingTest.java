package lockpick.study.elicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import lockpick.engine.generate.Scorer;
import lockpick.engine.lora.LoraConfig;
import lockpick.engine.loss.Sequence;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.elicit.ElicitationConfig.Taken;
import lockpick.study.measure.Spent;
import lockpick.study.pipeline.Completions;
import lockpick.study.pipeline.ProblemDraw;
import lockpick.study.pipeline.Role;
import lockpick.study.policy.ModelPreset;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.task.Problem;
import lockpick.study.task.RecordedPrompts;
import lockpick.study.task.Split;
import lockpick.study.task.composition.CompositionTask;
import lockpick.study.train.Journal;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WeakSampleUnlockingTest {

    private final CompositionTask composition =
            CompositionTask.of(new CompositionConfig(4, 2, List.of(FunctionFamily.values()), 0, 10, 10), new Seed(0));
    private final RecordedPrompts task = new RecordedPrompts(composition);
    private final Completions weak = Completions.mistakes(composition, new Seed(3));
    private final List<Sft.Step> steps = new ArrayList<>();
    private final List<Measured> measured = new ArrayList<>();
    private Optional<LoraConfig> adapter = Optional.empty();
    private final List<Integer> counts = new ArrayList<>();
    private long strongSeed = 1;

    private record Measured(Optional<String> variant, Spent spent, float[] weights) {}

    @Test
    void oneRunIsMeasuredAtItsStepsAndEndsWithTheLast() throws IOException {
        elicit(config(3, 1, true, 2, 7, 4)); // batches of 2 and 1: 2, 3 | 5, 6 | 8, 9 | 11 sequences
        assertThat(steps).extracting(Sft.Step::step).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(measured).extracting(each -> each.spent().steps()).containsExactly(4L, 7L);
        assertThat(measured).extracting(each -> each.spent().sequences()).containsExactly(6L, 11L);
        assertThat(measured).extracting(each -> each.spent().labels()).containsExactly(3L, 3L);
        assertThat(measured).extracting(each -> each.spent().epochs()).containsExactly(2.0, 11 / 3.0);
        assertThat(measured).allMatch(each -> each.variant().isEmpty());
    }

    @Test
    void samplesAreTheWeakPolicysForProblemsThatRunsDoNotShare() throws IOException {
        elicit(config(2, 3, false, 16, 1));
        List<Problem> drawn = composition.problems(Split.ELICIT_TRAIN).draw(6, new Seed(3).stream("demonstrations"));
        assertThat(task.prompts())
                .isEqualTo(drawn.stream()
                        .map(problem -> composition.prompt(problem).text())
                        .toList());
        assertThat(config(2, 3, false, 16, 1).taken())
                .contains(new Taken(Role.WEAK, ProblemDraw.WEAK_DEMONSTRATIONS, 6, 1));
    }

    @Test
    void everyRunStartsFromTheLockedPolicyAndIsMeasuredByItsName() throws IOException {
        elicit(config(2, 3, false, 16, 2, 5));
        assertThat(measured)
                .extracting(each -> each.variant().orElseThrow())
                .containsExactly("run 1", "run 1", "run 2", "run 2", "run 3", "run 3");
        assertThat(measured).extracting(each -> each.spent().steps()).containsExactly(2L, 5L, 2L, 5L, 2L, 5L);
        // told of as one long run
        assertThat(steps.getLast().step()).isEqualTo(15);
        assertThat(steps.getLast().sequences()).isEqualTo(30);

        // the first of several is the one alone
        float[] first = measured.get(1).weights();
        measured.clear();
        elicit(config(2, 1, false, 16, 5));
        assertThat(measured.getFirst().weights()).isEqualTo(first);
    }

    @Test
    void theMeanOfTheRunsWeightsIsMeasuredAtEveryStep() throws IOException {
        elicit(config(2, 4, false, 16, 2, 5));
        List<Measured> alone = List.copyOf(measured);
        measured.clear();
        elicit(config(2, 4, true, 16, 2, 5));

        assertThat(measured).hasSize(2).allMatch(each -> each.variant().isEmpty());
        assertThat(measured).extracting(each -> each.spent().steps()).containsExactly(8L, 20L); // 4 runs of 2 and 5
        assertThat(measured).extracting(each -> each.spent().sequences()).containsExactly(16L, 40L);
        assertThat(measured).extracting(each -> each.spent().labels()).containsExactly(8L, 8L);
        for (int at = 0; at < 2; at++) {
            float[] mean = measured.get(at).weights();
            for (int i = 0; i < mean.length; i += 97) {
                double sum = 0;
                for (int run = 0; run < 4; run++) {
                    sum += alone.get(2 * run + at).weights()[i];
                }
                assertThat((double) mean[i]).isCloseTo(sum / 4, within(1e-6));
            }
        }
    }

    @Test
    void aFirstStageIsMeasuredAndCountsInAllThatIsSpentLater() throws IOException {
        elicit(config(2, 1, true, 2, Optional.empty(), Optional.of(new ManySamples(5, 2)), 1, 3));
        assertThat(measured)
                .extracting(Measured::variant)
                .containsExactly(Optional.of("first stage"), Optional.empty(), Optional.empty());
        // batches of 2, 2 and 1, twice; then of 2
        assertThat(measured).extracting(each -> each.spent().steps()).containsExactly(6L, 7L, 9L);
        assertThat(measured).extracting(each -> each.spent().sequences()).containsExactly(10L, 12L, 16L);
        assertThat(measured).extracting(each -> each.spent().labels()).containsExactly(5L, 7L, 7L);
        assertThat(steps).extracting(Sft.Step::step).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void smallRunsStartWhereTheFirstStageEndsOnSamplesThatItDoesNotHave() throws IOException {
        List<Demonstration> drawn = drawn(2 * 2 + 5);
        List<Double> losses = new ArrayList<>();
        elicit(config(2, 2, false, 16, Optional.empty(), Optional.of(new ManySamples(5, 6)), 3), (policy, attempt) -> {
            if (attempt.variant().equals(Optional.of("first stage"))) {
                losses.add(loss(policy, drawn.subList(0, 2)));
                losses.add(loss(policy, drawn.subList(2, 4)));
            }
        });
        // 6 steps, then 3 of each run; a step's loss is that before it
        assertThat(steps.get(6).loss()).isCloseTo(losses.get(0), within(1e-5));
        assertThat(steps.get(9).loss()).isCloseTo(losses.get(1), within(1e-5));
    }

    @ParameterizedTest
    @EnumSource
    void theLossIsTheMeanOverChosenTokens(ChosenTokens tokens) throws IOException {
        double sum = 0;
        int chosen = 0;
        try (TrainablePolicy locked = random(0);
                TrainablePolicy strong = random(1)) {
            for (Demonstration sample : drawn(3)) {
                List<Sequence> row = List.of(locked.sequence(sample));
                float[] byLocked = locked.score(row).getFirst().logProbs();
                float[] byStrong = strong.score(row).getFirst().logProbs();
                for (int t = 0; t < byLocked.length; t++) {
                    if (tokens == ChosenTokens.LIKELIER_LOCKED
                            ? byLocked[t] > byStrong[t]
                            : byLocked[t] < byStrong[t]) {
                        sum -= byLocked[t];
                        chosen++;
                    }
                }
            }
        }
        elicit(config(3, 1, true, 16, Optional.of(tokens), Optional.empty(), 1));
        assertThat(steps.getFirst().loss()).isCloseTo(sum / chosen, within(1e-5));
        assertThat(counts).containsExactly(chosen, 3 * 10); // a completion of composition has 10 tokens with its end
    }

    @Test
    void whereNoTokenIsChosenTheRunSaysSo() {
        strongSeed = 0; // that of the locked policy
        assertThatThrownBy(() ->
                        elicit(config(3, 1, true, 16, Optional.of(ChosenTokens.LIKELIER_STRONG), Optional.empty(), 1)))
                .hasMessage("tokens likelier-strong: weak samples of 3 problems have no such token, so there is nothing"
                        + " to train on; take more of them (k), or train on all tokens");
    }

    /** Mean over the tokens of completions, the end token among them. */
    private static double loss(TrainablePolicy policy, List<Demonstration> demonstrations) {
        List<Sequence> rows = demonstrations.stream().map(policy::sequence).toList();
        return -policy.score(rows).stream().mapToDouble(Scorer.Score::sum).sum()
                / rows.stream().mapToInt(Sequence::targets).sum();
    }

    /** A new adapter changes nothing, so every run's first step has the loss that it has without one. */
    @Test
    void everyRunStartsFromTheNewAdapter() throws IOException {
        elicit(config(2, 3, false, 16, 5));
        List<Double> without = lossesOfFirstSteps();
        steps.clear();
        adapter = Optional.of(new LoraConfig(2, 4, List.of(LoraConfig.ALL_LINEAR)));
        elicit(config(2, 3, false, 16, 5));
        assertThat(lossesOfFirstSteps()).isEqualTo(without);
    }

    private List<Double> lossesOfFirstSteps() {
        return Stream.of(0, 5, 10).map(step -> steps.get(step).loss()).toList();
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, 0", "true, 5", "false, 5"})
    void effortIsWhatItTakes(boolean average, int first) throws IOException {
        Optional<ManySamples> many = first == 0 ? Optional.empty() : Optional.of(new ManySamples(first, 2));
        WeakSampleUnlocking.Config config = config(2, 3, average, 16, Optional.empty(), many, 2, 4);
        elicit(config);
        assertThat(config.effort())
                .isEqualTo(new Effort(steps.size(), steps.getLast().sequences(), 0, measured.size()));
    }

    /** The first weak samples that are drawn. */
    private List<Demonstration> drawn(int count) {
        return weak.demonstrations(
                composition,
                composition.problems(Split.ELICIT_TRAIN).draw(count, new Seed(3).stream("demonstrations")));
    }

    private TrainablePolicy random(long seed) {
        return TrainablePolicy.random(ModelPreset.TINY, task.tokenizer().orElseThrow(), new Seed(seed));
    }

    private void elicit(WeakSampleUnlocking.Config config) throws IOException {
        elicit(config, (policy, attempt) -> {});
    }

    /** Unlocks a policy with random weights. */
    private void elicit(WeakSampleUnlocking.Config config, BiConsumer<TrainablePolicy, Attempt> measuring)
            throws IOException {
        TrainingLog log = new TrainingLog() {
            @Override
            public void step(Sft.Step step) {
                steps.add(step);
            }

            @Override
            public void chosen(int tokens, int of) {
                counts.addAll(List.of(tokens, of));
            }
        };
        try (TrainablePolicy policy = random(0)) {
            adapter.ifPresent(lora -> policy.adapt(lora, new Seed(1)));
            new WeakSampleUnlocking(task, weak, () -> random(strongSeed), config)
                    .elicit(policy, new Seed(3), Journal.NONE, log, attempt -> {
                        measured.add(new Measured(
                                attempt.variant(),
                                attempt.spent(),
                                policy.model().parameters().values().toFloats()));
                        measuring.accept(policy, attempt);
                    });
        }
    }

    private static WeakSampleUnlocking.Config config(int k, int runs, boolean average, int batch, Integer... steps) {
        return config(k, runs, average, batch, Optional.empty(), Optional.empty(), steps);
    }

    private static WeakSampleUnlocking.Config config(
            int k,
            int runs,
            boolean average,
            int batch,
            Optional<ChosenTokens> tokens,
            Optional<ManySamples> first,
            Integer... steps) {
        return new WeakSampleUnlocking.Config(
                List.of(k),
                List.of(steps),
                runs,
                average,
                batch,
                tokens,
                Optional.empty(),
                first,
                new SweptTraining(List.of(1e-3), OptimizerKind.ADAMW, 0, 0.01, 1));
    }
}
