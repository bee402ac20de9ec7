package lockpick.study.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerGradersTest {

    @Test
    void anExactMatchIsTheReferenceButForBlanksAroundIt() {
        assertThat(List.of("Paris", " Paris\n", "paris", "Paris!", "").stream()
                        .map(given ->
                                new ExactMatch(false).grade(given, "Paris").isCorrect()))
                .containsExactly(true, true, false, false, false);
    }

    @Test
    void anExactMatchMayOverlookCapitals() {
        assertThat(new ExactMatch(true).grade("pARIS", "Paris").isCorrect()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "18|18|CORRECT",
                "The answer is 18.|#### 18|CORRECT",
                "16 - 3 - 4 = 9, 9 * 2 = $18|18|CORRECT",
                "he has 5 - 3 left|-3|INCORRECT",
                "5-3|3|CORRECT",
                "it is -3|-3|CORRECT",
                "it is −$3.50|-3.5|CORRECT",
                "70000|#### 70,000|CORRECT",
                "1,450,000 dollars|1450000|CORRECT",
                "1,2,3|3|CORRECT",
                "12,34|34|CORRECT",
                "48.0|48|CORRECT",
                ".5|0.5|CORRECT",
                "0.50|1/2|CORRECT",
                "1/2|2|INCORRECT",
                "12/03/2020|2020|CORRECT",
                "1.5e3|1500|CORRECT",
                "20\\%|20|CORRECT",
                "$\\boxed{18}$, after 3 days|18|CORRECT",
                "$\\boxed{x}$ = 4|4|CORRECT",
                "17|18|INCORRECT",
                "eighteen|18|INCORRECT",
                "18|eighteen|UNDECIDED"
            })
    void theNumberThatIsTheAnswerIsCompared(String given, String reference, Verdict verdict) {
        assertThat(new NumericMatch(0).grade(given, reference).verdict()).isEqualTo(verdict);
    }

    @Test
    void whatStandsBehindAMarkedAnswerDoesNotCount() {
        assertThat(new NumericMatch(0)
                        .grade("#### 18 \n That took 3 steps", "18")
                        .isCorrect())
                .isTrue();
    }

    /** 1 % of 200 is 2; of less than 1, 0.01. */
    @ParameterizedTest
    @CsvSource({
        "201.9, 200, CORRECT",
        "202.1, 200, INCORRECT",
        "198.1, 200, CORRECT",
        "0.009, 0, CORRECT",
        "0.011, 0, INCORRECT"
    })
    void aToleranceIsAShareOfTheReference(String given, String reference, Verdict verdict) {
        assertThat(new NumericMatch(0.01).grade(given, reference).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void aToleranceThatIsNoneIsRefused(double tolerance) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NumericMatch(tolerance))
                .withMessage("tolerance is " + tolerance + "; expected at least 0 and less than 1");
    }

    @Test
    void digitsWithoutEndAreNoAnswer() {
        assertThat(new NumericMatch(0).grade("1".repeat(200_000), "1").reason()).isEqualTo("no number; expected 1");
        assertThat(new NumericMatch(0)
                        .grade("-".repeat(200_000) + "1,1".repeat(50_000), "2")
                        .verdict())
                .isEqualTo(Verdict.INCORRECT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"answer: 7 no, answer: 8|8|CORRECT", "answer: 7|8|INCORRECT", "seven|7|INCORRECT"})
    void aRegularExpressionFindsTheLastAnswer(String given, String reference, Verdict verdict) {
        assertThat(new RegexMatch("answer: (\\d+)").grade(given, reference).verdict())
                .isEqualTo(verdict);
    }

    @Test
    void anExpressionWithoutGroupsTakesTheWholePlace() {
        assertThat(new RegexMatch("\\d+").grade("7 and 8", "8").isCorrect()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"(a+)+b, a", "(a|a)*b, a", "(x*x*)*y, x"})
    void anExpressionThatWouldRunForEverIsUndecided(String expression, String letter) {
        assertThat(new RegexMatch(expression)
                        .grade(letter.repeat(5_000) + "c", "a")
                        .verdict())
                .isEqualTo(Verdict.UNDECIDED);
    }
}
