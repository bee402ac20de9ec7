package lockpick.study.grade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class StepwiseGraderTest {

    @ParameterizedTest(name = "{4}")
    @CsvFileSource(resources = "stepwise-cases.csv", delimiter = ';', quoteCharacter = '\'', numLinesToSkip = 1)
    void gradesAsItsCasesSay(String completion, String reference, boolean correct, boolean finalCorrect, String why) {
        Grade grade = StepwiseGrader.grade(completion, reference);
        assertThat(grade.isCorrect()).as(why).isEqualTo(correct);
        assertThat(grade.reward()).as(why).isEqualTo(finalCorrect ? 1 : 0);
    }

    @Test
    void theReasonSaysWhatWasExpected() {
        assertThat(StepwiseGrader.grade("1 2 | 3", "1 2 | 3").reason()).isEqualTo("exact match");
        assertThat(StepwiseGrader.grade("1 2 | 4", "1 2 | 3").reason()).isEqualTo("expected 1 2 | 3");
        assertThat(StepwiseGrader.grade("9 9 | 3", "1 2 | 3").reason())
                .isEqualTo("right final result after a wrong step; expected 1 2 | 3");
    }
}
