package lockpick.study.elicit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lockpick.engine.tensor.Seed;
import lockpick.study.elicit.SupervisedFineTuning.EpochRule;
import lockpick.study.measure.Spent;
import lockpick.study.pipeline.Completions;
import lockpick.study.policy.ModelPreset;
import lockpick.study.policy.ReadWords;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SupervisedFineTuningTest {

    private final CompositionTask composition =
            CompositionTask.of(new CompositionConfig(4, 2, List.of(FunctionFamily.values()), 0, 10, 10), new Seed(0));
    private final RecordedPrompts task = new RecordedPrompts(composition);
    private final List<Sft.Step> steps = new ArrayList<>();
    private final List<Reached> reached = new ArrayList<>();

    private record Reached(long step, long sequences) {

        static Reached of(Spent spent) {
            return new Reached(spent.steps(), spent.sequences());
        }
    }

    @Test
    void budgetsAreReachedInOrderAlsoInsideABatch() throws IOException {
        // 5 demonstrations in batches of 2: after each step 2, 4, 5 | 7, 9, 10 | 12 … sequences are seen
        elicit(DemonstrationSource.REFERENCE, 5, 2, 1, 2, 4, 5, 6, 10, 11);
        assertThat(reached)
                .containsExactly(
                        new Reached(1, 1), // inside the first batch
                        new Reached(1, 2), // at its end
                        new Reached(2, 4),
                        new Reached(3, 5),
                        new Reached(4, 6), // inside a batch
                        new Reached(6, 10),
                        new Reached(7, 11));
        assertThat(steps).extracting(Sft.Step::sequences).containsExactly(2L, 4L, 5L, 7L, 9L, 10L, 12L);
    }

    @Test
    void trainingEndsWithTheLastBudget() throws IOException {
        elicit(DemonstrationSource.REFERENCE, 64, 16, 20);
        assertThat(steps).hasSize(2); // 16, 32
    }

    @Test
    void fewerDemonstrationsThanABatchAreOneBatch() throws IOException {
        elicit(DemonstrationSource.REFERENCE, 3, 16, 3, 9);
        assertThat(steps).extracting(Sft.Step::sequences).containsExactly(3L, 6L, 9L);
        assertThat(reached).containsExactly(new Reached(1, 3), new Reached(3, 9));
    }

    @ParameterizedTest
    @CsvSource({
        "4, 16, 256, 64", // batches of 4
        "64, 16, 1024, 64",
        "20, 16, 260, 26", // 13 passes of 16 + 4
        "5, 2, 11, 7", // two passes of three steps, then one batch that passes 11
        "5, 2, 14, 8"
    })
    void stepsAreThoseThatTrainingTakes(int k, int batch, int sequences, long expected) throws IOException {
        elicit(DemonstrationSource.REFERENCE, k, batch, sequences);
        assertThat(steps).hasSize((int) expected);
        assertThat(config(DemonstrationSource.REFERENCE, k, batch, sequences)
                        .effort()
                        .steps())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void noPromptCarriesAPassword(DemonstrationSource demonstrator) throws IOException {
        Set<String> read = elicit(demonstrator, 64, 16, 256);
        assertThat(task.prompts()).hasSize(64).allMatch(prompt -> prompt.startsWith("_ | fn"));
        // nor does any token that it was trained on
        assertThat(read)
                .contains("_", "|", "fn0", "fn1", "fn2", "fn3", "0", "9")
                .noneMatch(word -> word.startsWith("pwd") || word.startsWith("<"));
    }

    @Test
    void demonstrationsAreOfElicitTrainAndFewAreAmongMany() throws IOException {
        elicit(DemonstrationSource.REFERENCE, 16, 16, 16);
        List<String> few = List.copyOf(task.prompts());
        task.prompts().clear();
        elicit(DemonstrationSource.REFERENCE, 64, 16, 64);
        assertThat(task.prompts().subList(0, 16)).isEqualTo(few);
        List<Problem> drawn = composition.problems(Split.ELICIT_TRAIN).draw(64, new Seed(3).stream("demonstrations"));
        assertThat(task.prompts())
                .isEqualTo(drawn.stream()
                        .map(problem -> composition.prompt(problem).text())
                        .toList());
    }

    @Test
    void weakDemonstrationsAreOtherCompletionsOfTheSameProblems() throws IOException {
        elicit(DemonstrationSource.REFERENCE, 16, 16, 16);
        double strong = steps.getFirst().loss();
        List<String> prompts = List.copyOf(task.prompts());
        task.prompts().clear();
        steps.clear();
        elicit(DemonstrationSource.WEAK, 16, 16, 16);
        assertThat(task.prompts()).isEqualTo(prompts);
        assertThat(steps.getFirst().loss()).isNotEqualTo(strong);
    }

    /** Unlocks a policy with random weights; returns the words it has read. */
    private Set<String> elicit(DemonstrationSource demonstrator, int k, int batch, Integer... budgets)
            throws IOException {
        try (TrainablePolicy policy =
                TrainablePolicy.random(ModelPreset.NANO, task.tokenizer().orElseThrow(), new Seed(0))) {
            ReadWords read = new ReadWords(policy);
            new SupervisedFineTuning(task, completions(demonstrator), config(demonstrator, k, batch, budgets))
                    .elicit(
                            policy,
                            new Seed(3),
                            Journal.NONE,
                            steps::add,
                            attempt -> reached.add(Reached.of(attempt.spent())));
            return read.sinceThen();
        }
    }

    private static SupervisedFineTuning.Config config(
            DemonstrationSource demonstrator, int k, int batch, Integer... budgets) {
        return new SupervisedFineTuning.Config(
                demonstrator,
                List.of(k),
                Optional.empty(),
                EpochRule.NONE,
                List.of(budgets),
                batch,
                new SweptTraining(List.of(1e-3), OptimizerKind.ADAMW, 0, 0, 1)); // no weight decay: see ReadWords
    }

    private Completions completions(DemonstrationSource demonstrator) {
        return demonstrator == DemonstrationSource.WEAK
                ? Completions.mistakes(task, new Seed(3))
                : Completions.reference();
    }
}
