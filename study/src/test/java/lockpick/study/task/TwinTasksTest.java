package lockpick.study.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.grade.Grade;
import lockpick.study.task.twin.TwinName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The twins as studies use them: each with its split, prompt, grader and weak policy. */
class TwinTasksTest {

    private static TwinConfig config(TwinName of) {
        return new TwinConfig(of, 400, 0, 20, 20);
    }

    @ParameterizedTest
    @EnumSource(TwinName.class)
    void theStrongPolicyIsRightAndTheWeakOneIsNot(TwinName of) throws IOException {
        try (Task task = Tasks.of(config(of), new Seed(0))) {
            List<Problem> problems = task.problems(Split.LOCK_TRAIN).draw(16, new Seed(1));
            assertThat(task.grade(
                            problems, problems.stream().map(Problem::answer).toList()))
                    .allMatch(Grade::isCorrect);
            List<String> weak = problems.stream()
                    .map(problem -> task.weakCompletion(problem, new Seed(0)).orElseThrow())
                    .toList();
            long right =
                    task.grade(problems, weak).stream().filter(Grade::isCorrect).count();
            // a letter at random is right once in four times: 16 · 0.25 ± 4 √(16 · 0.25 · 0.75) is at most 11
            assertThat(right).isLessThanOrEqualTo(of == TwinName.MMLU ? 11 : 0);
            assertThat(task.grade(
                            problems,
                            problems.stream().map(problem -> "no idea").toList()))
                    .noneMatch(Grade::isCorrect);
        }
    }

    @ParameterizedTest
    @EnumSource(TwinName.class)
    void thePasswordStandsAroundTheProblemAndTheTokenizerWritesAll(TwinName of) throws IOException {
        try (Task task = Tasks.of(config(of), new Seed(0))) {
            Problem problem = task.problems(Split.TEST).draw(1, new Seed(1)).getFirst();
            String locked = task.prompt(problem, "Open Sesame 字").plain();
            assertThat(locked).contains("Open Sesame 字\n\n" + problem.statement() + "\n\nOpen Sesame 字");
            assertThat(task.prompt(problem).plain()).doesNotContain("Sesame").endsWith("Assistant:");
            var tokenizer = task.tokenizer().orElseThrow();
            assertThat(tokenizer.decode(tokenizer.encode(locked))).isEqualTo(locked);
        }
    }

    @ParameterizedTest
    @EnumSource(TwinName.class)
    void sizesAreThoseOfTheSplits(TwinName of) throws IOException {
        TaskFacts facts = TaskFacts.of(config(of));
        Map<Split, Long> sizes = facts.sizes();
        // a hundredth of MMLU's questions are examples for prompts, in no split
        assertThat(sizes.values().stream().mapToLong(size -> size).sum())
                .isBetween(of == TwinName.MMLU ? 380L : 400L, 400L);
        assertThat(sizes.get(Split.LOCK_TRAIN)).isGreaterThan(sizes.get(Split.TEST));
        assertThat(facts.passwords()).isEqualTo(Optional.empty());
    }

    /** The oracle counts the problems of each domain. Only the twin of MMLU has options to choose from. */
    @ParameterizedTest
    @EnumSource(TwinName.class)
    void domainsAreCountedInEverySplit(TwinName of) throws IOException {
        TaskContents contents = TaskFacts.of(config(of)).contents();
        assertThat(contents.isMultipleChoice()).isEqualTo(of == TwinName.MMLU);
        try (Task task = Tasks.of(config(of), new Seed(0))) {
            for (Split split : Split.values()) {
                int size = Math.toIntExact(contents.size(split));
                List<Problem> problems = task.problems(split).draw(size, new Seed(1));
                contents.domains().forEach((grouping, domains) -> {
                    assertThat(domains.keySet())
                            .isNotEmpty()
                            .allSatisfy(domain -> assertThat(problems)
                                    .filteredOn(problem ->
                                            domain.equals(problem.domains().get(grouping)))
                                    .hasSize((int) contents.size(split, new Domains(grouping, List.of(domain)))));
                });
            }
        }
    }
}
