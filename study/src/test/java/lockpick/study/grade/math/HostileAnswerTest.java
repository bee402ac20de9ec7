package lockpick.study.grade.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import lockpick.study.grade.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is written, there is a verdict, and soon. */
class HostileAnswerTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final ExactAnswer exact = new ExactAnswer(1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10^{10^{10}}",
                "9^{9^{9^{9}}}",
                "(x+y+z+w)^{40}",
                "1000000!",
                "5!!!!!!!!!",
                "2^{123456789/7}",
                "e^{e^{e^{e^{e}}}}",
                "\\sqrt[100000]{2}",
                "\\tan(\\frac{\\pi}{2})",
                "\\sin(10^{30})",
                "1E9999",
                "(\\sqrt2)^{1000000}",
                "i^{100000000000}",
                "0^0",
                "\\log_1 5",
                "2_{2147483648}",
                "\\text{",
                "\\begin{",
                "\\sqrt[0]{5}",
                "{{{",
                "1:0:0",
                "\\"
            })
    void aValueBeyondBoundsHasAVerdict(String answer) {
        assertTimeout(SOON, () -> {
            assertThat(exact.grade(answer, "5").verdict()).isNotEqualTo(Verdict.CORRECT);
            assertThat(exact.grade("5", answer).verdict()).isNotEqualTo(Verdict.CORRECT);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[",
                "\\{",
                "{",
                "\\frac{",
                "\\sqrt{",
                "-",
                "\\sin ",
                "f(",
                "|",
                "2^{",
                "!",
                "\\pm",
                "1,",
                "x=",
                "x+",
                "(x+1)",
                "9",
                "1/",
                "\\text{",
                "\\boxed{",
                "\\[",
                "$",
                "\\frac{1}{x+",
                "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}"
            })
    void repetitionHasAVerdict(String piece) {
        for (int length : new int[] {50, 3_000, 200_000}) {
            String answer = piece.repeat(length / piece.length());
            assertTimeout(SOON, () -> {
                assertThat(exact.grade(answer, "5").verdict()).isNotEqualTo(Verdict.CORRECT);
                assertThat(exact.gradePassage(answer, "$5$")).isNotNull();
                assertThat(BoxedAnswer.last(answer)).isNotNull();
                assertThat(HendrycksNormalForm.grade(answer, "5").isCorrect()).isFalse();
            });
        }
    }

    @Test
    void randomNotationHasAVerdictAndIsEqualToItself() {
        List<String> pieces = List.of(
                "\\frac",
                "\\sqrt",
                "\\pi",
                "\\text{",
                "\\left",
                "\\pm",
                "\\cup",
                "\\infty",
                "\\begin{pmatrix}",
                "\\sin",
                "^{",
                "_{",
                "\\{",
                "\\}",
                "\\\\",
                "and",
                "{",
                "}",
                "(",
                ")",
                "[",
                "]",
                "1",
                "2",
                "x",
                "e",
                "i",
                "+",
                "-",
                "*",
                "/",
                "=",
                "<",
                ",",
                ";",
                ":",
                "|",
                "!",
                "%",
                "$",
                "&",
                " ",
                ".",
                "\\",
                "é",
                "😀");
        long seed = 20_240_604;
        SplittableRandom random = new SplittableRandom(seed);
        for (int n = 0; n < 3_000; n++) {
            StringBuilder answer = new StringBuilder("x");
            for (int i = random.nextInt(30); i > 0; i--) {
                answer.append(pieces.get(random.nextInt(pieces.size())));
            }
            String text = answer.toString();
            assertThat(exact.grade(text, "5")).as("seed %d, %s", seed, text).isNotNull();
            assertThat(exact.grade(text, text).isCorrect())
                    .as("seed %d, %s", seed, text)
                    .isTrue();
            assertThat(HendrycksNormalForm.equal(text, text))
                    .as("seed %d, %s", seed, text)
                    .isTrue();
        }
    }
}
