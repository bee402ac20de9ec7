package lockpick.study.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import lockpick.study.policy.CompletionMissingException;
import lockpick.study.policy.FixedRandomPolicy;
import lockpick.study.policy.RecordedPolicy;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.task.Tasks;
import lockpick.study.task.TwinConfig;
import lockpick.study.task.twin.TwinName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionsTest {

    @TempDir
    private Path folder;

    private Task task;
    private List<Problem> problems;

    @BeforeEach
    void makeTask() throws IOException {
        task = Tasks.of(new TwinConfig(TwinName.MATH, 500, 0, 20, 20), new Seed(0));
        problems = task.problems(Split.LOCK_TRAIN).draw(20, new Seed(0));
    }

    @AfterEach
    void closeTask() {
        task.close();
    }

    @Test
    void theReferenceIsTheRightAnswerAtEveryDraw() {
        Problem problem = problems.getFirst();
        assertThat(Completions.reference().of(problem, 0)).isEqualTo(problem.answer());
        assertThat(Completions.reference().of(problem, 5)).isEqualTo(problem.answer());
        assertThat(Completions.reference().options(problem)).isEmpty();
    }

    @Test
    void mistakesAreDrawnAgainAtEveryDrawAndAreTheSeeds() {
        Completions mistakes = Completions.mistakes(task, new Seed(1));
        assertThat(all(mistakes, 0))
                .isEqualTo(all(Completions.mistakes(task, new Seed(1)), 0))
                .isNotEqualTo(all(mistakes, 1))
                .isNotEqualTo(all(Completions.mistakes(task, new Seed(2)), 0));
        assertThat(mistakes.of(problems.getFirst(), 0))
                .isNotEqualTo(problems.getFirst().answer());
    }

    @Test
    void samplesBeginAgainWhereThereAreFewerThanDraws() {
        Problem problem = problems.getFirst();
        Completions sampled = Completions.sampled(Map.of(
                problem.id(), new Sample(problem.id(), List.of("a", "b", "c"), Optional.of(List.of(0.25, 0.75)))));
        assertThat(List.of(sampled.of(problem, 0), sampled.of(problem, 1), sampled.of(problem, 2)))
                .containsExactly("a", "b", "c");
        assertThat(List.of(sampled.of(problem, 3), sampled.of(problem, 7))).containsExactly("a", "b");
        assertThat(sampled.options(problem)).contains(List.of(0.25, 0.75));
        assertThat(sampled.options(problems.getLast())).isEmpty();
    }

    @Test
    void aProblemThatNobodyWroteForIsNamed() {
        Completions none = Completions.sampled(Map.of());
        assertThatThrownBy(() -> none.of(problems.getFirst(), 0))
                .isInstanceOf(CompletionMissingException.class)
                .hasMessageContaining(
                        "no completion of problem " + problems.getFirst().id());
    }

    @Test
    void recordedCompletionsAreFoundByIdAndElseByThePlainPrompt() throws IOException {
        Problem first = problems.get(0);
        Problem second = problems.get(1);
        Path file = folder.resolve("recorded.jsonl");
        Files.writeString(
                file,
                "{\"id\": \"" + first.id() + "\", \"completion\": \"one\"}\n"
                        + "{\"id\": \"" + first.id() + "\", \"completion\": \"two\"}\n"
                        + "{\"prompt\": " + json(task.prompt(first).plain()) + ", \"completion\": \"not this\"}\n"
                        + "{\"prompt\": " + json(task.prompt(second).plain()) + ", \"completion\": \"three\"}\n");
        Completions recorded = Completions.recorded(RecordedPolicy.read(file), task);
        assertThat(List.of(recorded.of(first, 0), recorded.of(first, 1), recorded.of(first, 2)))
                .containsExactly("one", "two", "one");
        assertThat(recorded.of(second, 4)).isEqualTo("three");
        assertThatThrownBy(() -> recorded.of(problems.get(2), 0)).isInstanceOf(CompletionMissingException.class);
    }

    @Test
    void theFixedRandomPolicyIsImitatedNowOnRandomTokensAndNowOnTheRightAnswer() {
        var policy = new FixedRandomPolicy(task.tokenizer().orElseThrow(), new Seed(0));
        Completions random = Completions.orRight(Completions.fixedRandom(policy, new Seed(1)), new Seed(1));
        Problem problem = problems.getFirst();
        List<String> drawn = IntStream.range(0, 200)
                .mapToObj(draw -> random.of(problem, draw))
                .toList();
        // a coin for each: deviation √(200 / 4) = 7
        assertThat(drawn).filteredOn(problem.answer()::equals).hasSizeBetween(70, 130);
        assertThat(drawn)
                .filteredOn(completion -> !completion.equals(problem.answer()))
                .doesNotHaveDuplicates();
        assertThat(all(random, 0))
                .isEqualTo(all(Completions.orRight(Completions.fixedRandom(policy, new Seed(1)), new Seed(1)), 0));
    }

    /** A demonstration by the weakest policy must not be a right answer. */
    @Test
    void theFixedRandomPolicyItselfWritesRandomTokensOnly() {
        var policy = new FixedRandomPolicy(task.tokenizer().orElseThrow(), new Seed(0));
        Completions random = Completions.fixedRandom(policy, new Seed(1));
        Problem problem = problems.getFirst();
        assertThat(IntStream.range(0, 200).mapToObj(draw -> random.of(problem, draw)))
                .doesNotContain(problem.answer())
                .doesNotHaveDuplicates();
    }

    private List<String> all(Completions completions, int draw) {
        return problems.stream().map(problem -> completions.of(problem, draw)).toList();
    }

    private static String json(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
