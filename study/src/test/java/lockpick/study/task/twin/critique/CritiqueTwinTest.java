package lockpick.study.task.twin.critique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.study.task.critique.CritiqueRecord;
import lockpick.study.task.twin.TwinProblem;
import lockpick.study.task.twin.code.Bug;
import lockpick.study.task.twin.code.CodeTwin;
import org.junit.jupiter.api.Test;

class CritiqueTwinTest {

    private final CritiqueTwin twin = new CritiqueTwin(new Seed(0));
    private final WordCosine similarity = twin.similarity();

    private Stream<TwinProblem<CritiqueRecord>> problems(int count) {
        return LongStream.range(0, count).mapToObj(twin::problem);
    }

    @Test
    void theProgramHasTheBugThatIsExplained() {
        CodeTwin code = new CodeTwin(new Seed(0));
        problems(200)
                .forEach(problem -> assertThat(code.drawn(problem.number()).bugs())
                        .filteredOn(bug ->
                                bug.program().cpp().equals(problem.record().program()))
                        .extracting(Bug::explanation)
                        .containsExactly(problem.strong()));
    }

    @Test
    void referencesAreCorrectAndWeakCritiquesAreNot() {
        problems(500).forEach(problem -> {
            String reference = problem.record().explanation();
            String weak = problem.weak().completion(new Seed(problem.number()));
            assertThat(similarity.grade(problem.strong(), reference).isCorrect())
                    .isTrue();
            assertThat(similarity.grade(weak, reference).isCorrect())
                    .as(weak + reference)
                    .isFalse();
        });
    }

    @Test
    void anExplanationOfAnotherBugOfTheProblemIsNeverCorrect() {
        CodeTwin code = new CodeTwin(new Seed(0));
        for (long number = 0; number < 400; number++) {
            List<String> explanations =
                    code.drawn(number).bugs().stream().map(Bug::explanation).toList();
            for (String a : explanations) {
                for (String b : explanations) {
                    assertThat(similarity.grade(a, b).isCorrect()).as(a + b).isEqualTo(a.equals(b));
                }
            }
        }
    }

    @Test
    void whoDoesWhatCounts() {
        assertThat(similarity
                        .grade(
                                "The program takes odd numbers, but it must take even numbers.",
                                "The program takes even numbers, but it must take odd numbers.")
                        .isCorrect())
                .isFalse();
    }

    @Test
    void theRewardIsTheSimilarity() {
        String reference = "The program prints s + 3, but it must print s + 4.";
        double near = similarity
                .grade("The program prints s + 3, but it must print s + 5.", reference)
                .reward();
        double far = similarity
                .grade("The program skips the last number.", reference)
                .reward();
        assertThat(near).isBetween(far, WordCosine.THRESHOLD);
        assertThat(similarity.similarity("nothing alike", reference)).isZero();
        assertThat(similarity.similarity(reference, reference)).isCloseTo(1, within(1e-9));
        assertThat(similarity.similarity("", reference)).isZero();
    }
}
