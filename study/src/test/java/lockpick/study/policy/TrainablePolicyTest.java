package lockpick.study.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import lockpick.engine.loss.Sequence;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.task.composition.CompositionTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private List<Prompt> prompts() {
        return task.problems(Split.TEST).draw(100, new Seed(3)).stream()
                .<Prompt>map(task::prompt)
                .toList();
    }

    private String words(Sequence row, int from, int to) {
        return policy.tokenizer().decode(Arrays.copyOfRange(row.tokens(), from, to));
    }
}
