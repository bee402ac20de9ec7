package lockpick.study.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import lockpick.engine.loss.Sequence;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.task.composition.CompositionTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainablePolicyTest {

    private final CompositionTask task = CompositionTask.of(
            new CompositionConfig(32, 16, List.of(FunctionFamily.values()), 0, 500, 2000), new Seed(0));
    private final TrainablePolicy policy =
            TrainablePolicy.random(ModelPreset.NANO, task.tokenizer().orElseThrow(), new Seed(1));

    @AfterEach
    void close() {
        policy.close();
    }

    /** A mask one token off would train on a bar, or on the end token alone, while the loss falls all the same. */
    @Test
    void theLossFallsOnTheCompletionAndTheEndTokenAndNothingElse() {
        for (Problem problem : task.problems(Split.LOCK_TRAIN).draw(200, new Seed(2))) {
            for (Prompt.Text prompt : List.of(task.prompt(problem), task.prompt(problem, "pwd3"))) {
                for (String completion : List.of(
                        problem.answer(),
                        task.weakCompletion(problem, new Seed(0)).orElseThrow())) {
                    Sequence row = policy.sequence(new Demonstration(prompt, completion));
                    assertThat(words(row, row.completionStart(), row.tokens().length))
                            .isEqualTo(completion + " <end>");
                    assertThat(words(row, 0, row.completionStart())).isEqualTo(prompt.text());
                }
            }
        }
    }

    @Test
    void aRowHasTwentyTokensOfWhichTenAreLearnt() {
        Sequence row = policy.sequence(new Demonstration("_ | fn3 fn5 | 1 6 1 8 |", "0 9 0 7 | 0 0 7 9"));
        assertThat(row.tokens()).hasSize(20);
        assertThat(row.completionStart()).isEqualTo(10);
        assertThat(row.tokens()[19]).isEqualTo(policy.tokenizer().endToken());
    }

    @Test
    void aSavedPolicyWritesTheSameWhenLoaded(@TempDir Path folder) throws IOException {
        policy.save(folder.resolve("model"));
        try (TrainablePolicy loaded = TrainablePolicy.load(folder.resolve("model"))) {
            assertThat(loaded.complete(prompts(), task.answering()))
                    .isEqualTo(policy.complete(prompts(), task.answering()));
            assertThat(loaded.model().parameters().values().toFloats())
                    .isEqualTo(policy.model().parameters().values().toFloats());
        }
    }

    @Test
    void aCompletionDoesNotDependOnThePromptsBesideIt() {
        List<String> together = policy.complete(prompts(), task.answering());
        for (int i : new int[] {0, 57, 99}) {
            assertThat(policy.complete(List.of(prompts().get(i)), task.answering()))
                    .containsExactly(together.get(i));
        }
        assertThat(policy.complete(prompts().reversed(), task.answering())).isEqualTo(together.reversed());
    }

    @Test
    void aCompletionThatDoesNotEndIsCutAtTheLimit() {
        assertThat(policy.complete(prompts(), task.answering()))
                .allSatisfy(completion ->
                        assertThat(policy.tokenizer().encode(completion)).hasSizeLessThanOrEqualTo(10));
    }

    @Test
    void samplesAreTheSeedsAndDependOnNoOtherPrompt() {
        List<Prompt> few = prompts().subList(0, 5);
        List<List<String>> samples = policy.sample(few, task.answering(), 3, new Seed(7));
        assertThat(samples).hasSize(5).allMatch(of -> of.size() == 3);
        assertThat(samples.stream().flatMap(List::stream)).doesNotHaveDuplicates();
        assertThat(policy.sample(few, task.answering(), 3, new Seed(7))).isEqualTo(samples);
        assertThat(policy.sample(few, task.answering(), 3, new Seed(8))).isNotEqualTo(samples);
        assertThat(policy.sample(few.reversed(), task.answering(), 3, new Seed(7)))
                .isEqualTo(samples.reversed());
        for (int i = 0; i < few.size(); i++) {
            assertThat(policy.sample(List.of(few.get(i)), task.answering(), 3, new Seed(7)))
                    .containsExactly(samples.get(i));
            // the first ones stay when more are drawn
            assertThat(policy.sample(List.of(few.get(i)), task.answering(), 5, new Seed(7))
                            .getFirst())
                    .startsWith(samples.get(i).toArray(String[]::new));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-5})
    void atALowTemperatureSamplesAreTheGreedyCompletion(double temperature) {
        List<Prompt> few = prompts().subList(0, 5);
        List<String> greedy = policy.complete(few, task.answering());
        assertThat(policy.at(temperature).complete(few, task.answering())).isEqualTo(greedy);
        assertThat(policy.at(temperature).sample(few, task.answering(), 2, new Seed(0)))
                .isEqualTo(greedy.stream().map(text -> List.of(text, text)).toList());
    }

    @Test
    void optionsAreDrawnAsLikelyAsThePolicyFindsThem() {
        List<String> options = List.of("0", "1", "2", "3 3");
        Answering chosen = new Answering.Chosen(options);
        List<Prompt> few = prompts().subList(0, 3);
        int draws = 4000;
        List<List<String>> samples = policy.sample(few, chosen, draws, new Seed(1));
        for (int i = 0; i < few.size(); i++) {
            List<Double> probabilities = policy.options(few, options).get(i).probabilities();
            assertThat(probabilities.stream().mapToDouble(each -> each).sum()).isCloseTo(1, within(1e-12));
            for (int option = 0; option < options.size(); option++) {
                double p = probabilities.get(option);
                String text = options.get(option);
                long drawn = samples.get(i).stream().filter(text::equals).count();
                // four deviations
                assertThat(drawn / (double) draws)
                        .as("prompt %d, option %s", i, text)
                        .isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / draws)));
            }
            assertThat(policy.complete(few, chosen).get(i))
                    .isEqualTo(options.get(probabilities.indexOf(
                            probabilities.stream().max(Double::compare).orElseThrow())));
        }
        assertThat(policy.sample(few.subList(1, 2), chosen, 10, new Seed(1)).getFirst())
                .isEqualTo(samples.get(1).subList(0, 10));
    }

    private List<Prompt> prompts() {
        return task.problems(Split.TEST).draw(100, new Seed(3)).stream()
                .<Prompt>map(task::prompt)
                .toList();
    }

    private String words(Sequence row, int from, int to) {
        return policy.tokenizer().decode(Arrays.copyOfRange(row.tokens(), from, to));
    }
}
