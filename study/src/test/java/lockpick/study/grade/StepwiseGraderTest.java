package lockpick.study.grade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class StepwiseGraderTest {

    private final StepwiseGrader grader = new StepwiseGrader();

    @ParameterizedTest(name = "{4}")
    @CsvFileSource(resources = "stepwise-cases.csv", delimiter = ';', quoteCharacter = '\'', numLinesToSkip = 1)
    void gradesAsItsCasesSay(String completion, String reference, boolean correct, boolean finalCorrect, String why) {
        Grade grade = grader.grade(completion, reference);
        assertThat(grade.isCorrect()).as(why).isEqualTo(correct);
        assertThat(grade.reward()).as(why).isEqualTo(finalCorrect ? 1 : 0);
    }

    @Test
    void theReasonSaysWhatWasExpected() {
        assertThat(grader.grade("1 2 | 3", "1 2 | 3").reason()).isEqualTo("exact match");
        assertThat(grader.grade("1 2 | 4", "1 2 | 3").reason()).isEqualTo("expected 1 2 | 3");
        assertThat(grader.grade("9 9 | 3", "1 2 | 3").reason())
                .isEqualTo("right final result after a wrong step; expected 1 2 | 3");
    }
}
