package lockpick.study.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterMatchTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "B|B",
                "' B'|B",
                "b|B",
                "(b)|B",
                "**B**|B",
                "B.|B",
                "B) 7 metres|B",
                "B. It cannot be A or C|B",
                "(B) Paris|B",
                "B Paris|B",
                "A Paris, the capital|A",
                "A dog is a mammal, so the answer is C|C",
                "A dog is a mammal|''",
                "The answer is B|B",
                "The answer is (B), since A is false.|B",
                "The answer is **B**.|B",
                "The answer is surely B; C is not it|B",
                "Answer: B|B",
                "The answer is A. No: the answer is B.|B",
                "the answer is not A|''",
                "The answer is not C but D|''",
                "the answer is a number|''",
                "The correct answer is \\boxed{C}.|C",
                "$\\boxed{\\text{C}}$|C",
                "It cannot be A, so I choose D|D",
                "so it's not B|''",
                "The answer is A or B|A B",
                "A or B|A B",
                "A and C, surely|A C",
                "B's weight is larger|''",
                "Because|''",
                "C is wrong, so the answer is B|B",
                "C is wrong and so is D|''",
                "B because it is red|B",
                "So the answer must be D.|D",
                "I would go with (C)|C",
                "A because it is red|A",
                "B - Paris|B",
                "Therefore, the correct answer is option C.|C",
                "Answer: The best choice is A.|A",
                "A. The answer is not C|A",
                "E|''",
                "Paris|''",
                "''|''"
            })
    void theLetterIsFoundStrictly(String text, String letters) {
        assertThat(String.join(" ", new AnswerLetter(4).in(text))).isEqualTo(letters);
    }

    @Test
    void moreOptionsHaveMoreLetters() {
        assertThat(new AnswerLetter(10).in("The answer is J")).containsExactly("J");
        assertThat(new AnswerLetter(10).in("The answer is, I think, C")).containsExactly("C");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LetterMatch(1))
                .withMessage("options is 1; expected between 2 and 26");
    }

    @Test
    void noLetterIsWrongAndSeveralAreUndecided() {
        LetterMatch grader = new LetterMatch(4);
        assertThat(List.of("B", "C", "none of them", "A or B").stream()
                        .map(text -> grader.grade(text, "(B) Paris").verdict()))
                .containsExactly(Verdict.CORRECT, Verdict.INCORRECT, Verdict.INCORRECT, Verdict.UNDECIDED);
        assertThat(grader.grade("B", "Paris").verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(grader.grade("C", "B").reason()).isEqualTo("answers C; expected B");
    }

    @Test
    void hostileTextsTakeNoTime() {
        for (String piece : List.of("A ", "answer is ", "the answer is not ", "A or ", "(", "is ", "\\boxed{")) {
            assertThat(new AnswerLetter(4).in(piece.repeat(20_000))).hasSizeLessThan(3);
        }
    }
}
