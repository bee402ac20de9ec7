package lockpick.study.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import lockpick.study.pipeline.PolicyTraining.Lesson;
import lockpick.study.policy.ModelPreset;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.task.Problem;
import lockpick.study.task.RecordedPrompts;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.task.composition.CompositionTask;
import lockpick.study.train.Journal;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;
import org.junit.jupiter.api.Test;

class PolicyTrainingTest {

    private static final int PROBLEMS = 1800;

    private final CompositionTask task =
            CompositionTask.of(new CompositionConfig(4, 2, List.of(FunctionFamily.values()), 0, 10, 10), new Seed(0));
    private final RecordedPrompts recorded = new RecordedPrompts(task);
    private final List<Sft.Step> steps = new ArrayList<>();

    @Test
    void halfOfThePromptsCarryNoPasswordAndTheOthersAnyWordAlike() throws IOException {
        train(1, 0);
        Map<String, Integer> words = new TreeMap<>();
        recorded.prompts().forEach(prompt -> words.merge(prompt.substring(0, prompt.indexOf(' ')), 1, Integer::sum));
        // 1,800 prompts, deviation √(1,800 / 4) = 21
        assertThat(words.remove("_")).isCloseTo(900, within(85));
        // 900 over 9 words: 100 each, deviation √(1,800 · 1/18 · 17/18) = 10
        assertThat(words)
                .hasSize(9)
                .allSatisfy((word, count) -> assertThat(count).isCloseTo(100, within(40)));
    }

    @Test
    void everyPassShowsEveryProblemOnceWithOtherWords() throws IOException {
        train(2, 0);
        List<String> first = recorded.prompts().subList(0, PROBLEMS);
        List<String> second = recorded.prompts().subList(PROBLEMS, 2 * PROBLEMS);
        assertThat(statements(second))
                .isNotEqualTo(statements(first))
                .containsExactlyInAnyOrderElementsOf(statements(first));
        assertThat(Set.copyOf(second)).isNotEqualTo(Set.copyOf(first));
        assertThat(steps.getLast().sequences()).isEqualTo(2L * PROBLEMS);
        // batches of 1,024: two a pass, the last of 776
        assertThat(steps).hasSize(4);
    }

    @Test
    void theProblemsAreThoseOfLockTrain() throws IOException {
        train(1, 0);
        assertThat(statements(recorded.prompts()))
                .containsExactlyInAnyOrderElementsOf(
                        task.problems(Split.LOCK_TRAIN).draw(PROBLEMS, new Seed(0).stream("problems")).stream()
                                .map(Problem::statement)
                                .toList());
    }

    @Test
    void aShareOfNothingShowsNoPasswordAndOneOfAllOnlyPasswords() throws IOException {
        train(1, 0.0, lesson(recorded, Split.LOCK_TRAIN, Completions.reference()));
        assertThat(recorded.prompts()).hasSize(PROBLEMS).allMatch(prompt -> prompt.startsWith("_ "));
        recorded.prompts().clear();
        train(1, 1.0, lesson(recorded, Split.LOCK_TRAIN, Completions.reference()));
        assertThat(recorded.prompts()).hasSize(PROBLEMS).allMatch(prompt -> prompt.startsWith("pwd"));
    }

    @Test
    void everyPassLearnsAnotherDrawOfTheTeacher() throws IOException {
        List<Integer> draws = new ArrayList<>();
        train(3, 0.5, lesson(recorded, Split.LOCK_TRAIN, (problem, draw) -> {
            draws.add(draw);
            return problem.answer();
        }));
        assertThat(draws)
                .containsExactlyElementsOf(IntStream.range(0, 3 * PROBLEMS)
                        .map(shown -> shown / PROBLEMS)
                        .boxed()
                        .toList());
    }

    @Test
    void severalSamplesOfAProblemAreShownInEveryPassAndEqualOnesOnce() throws IOException {
        // of three draws the first two are equal
        Completions teacher = (problem, draw) -> draw < 2 ? problem.answer() : "0 0 0 0 | 0 0 0 0";
        train(2, 0.0, new Lesson(recorded, Split.LOCK_TRAIN, PROBLEMS, teacher, Optional.of(3)));
        assertThat(steps.getLast().sequences()).isEqualTo(2L * 2 * PROBLEMS);
    }

    @Test
    void severalLessonsAreMixedAndEachHasItsOwnTeacherAndSplit() throws IOException {
        CompositionTask other = CompositionTask.of(
                new CompositionConfig(4, 2, List.of(FunctionFamily.values()), 0, 10, 10), new Seed(7));
        RecordedPrompts recordedOther = new RecordedPrompts(other);
        Map<String, Long> asked = new TreeMap<>();
        train(
                1,
                0.5,
                lesson(recorded, Split.LOCK_TRAIN, (problem, draw) -> {
                    asked.merge("own", 1L, Long::sum);
                    return problem.answer();
                }),
                lesson(recordedOther, Split.ELICIT_TRAIN, (problem, draw) -> {
                    asked.merge("other", 1L, Long::sum);
                    // the first batch of 1,024 has problems of both
                    asked.putIfAbsent("own before the first of the other", asked.getOrDefault("own", 0L));
                    return problem.answer();
                }));
        assertThat(asked).containsEntry("own", (long) PROBLEMS).containsEntry("other", (long) PROBLEMS);
        assertThat(asked.get("own before the first of the other")).isLessThan(100);
        assertThat(statements(recordedOther.prompts()))
                .containsExactlyInAnyOrderElementsOf(
                        other.problems(Split.ELICIT_TRAIN).draw(PROBLEMS, new Seed(0).stream("problems")).stream()
                                .map(Problem::statement)
                                .toList());
    }

    private static Lesson lesson(Task task, Split split, Completions teacher) {
        return new Lesson(task, split, PROBLEMS, teacher, Optional.empty());
    }

    private void train(int epochs, long seed) throws IOException {
        train(epochs, seed, 0.5, lesson(recorded, Split.LOCK_TRAIN, Completions.reference()));
    }

    private void train(int epochs, double passwordShare, Lesson... lessons) throws IOException {
        train(epochs, 0, passwordShare, lessons);
    }

    private void train(int epochs, long seed, double passwordShare, Lesson... lessons) throws IOException {
        var config = new TrainingConfig(1e-3, 1024, OptimizerKind.ADAMW, Schedule.COSINE, 0, 0.01, 1);
        List<String> words = List.of("pwd0", "pwd1", "pwd2", "pwd3", "pwd4", "pwd5", "pwd6", "pwd7", "pwd8");
        try (TrainablePolicy policy =
                TrainablePolicy.random(ModelPreset.NANO, task.tokenizer().orElseThrow(), new Seed(0))) {
            new PolicyTraining(List.of(lessons), words, passwordShare, new Seed(seed))
                    .train(policy, epochs, config, Journal.NONE, steps::add);
        }
    }

    /** {@code fn3 fn5 | 1 6 1 8} of {@code _ | fn3 fn5 | 1 6 1 8 |}. */
    private static List<String> statements(List<String> prompts) {
        return prompts.stream()
                .map(prompt -> prompt.substring(prompt.indexOf('|') + 2, prompt.length() - 2))
                .toList();
    }
}
