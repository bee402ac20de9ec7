package lockpick.study.grade.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoxedAnswerTest {

    @Test
    void theLastOfSeveralBoxesCounts() {
        assertFound("First $\\boxed{1}$, then $\\boxed{2}$.", "2");
    }

    @Test
    void bracesMayNest() {
        assertFound("so $\\boxed{\\frac{1}{\\sqrt{2}}}$, since {x}", "\\frac{1}{\\sqrt{2}}");
    }

    @Test
    void aBoxWithoutBracesEndsAtTheDollarSign() {
        assertFound("so the sum is $\\boxed 2$. Done.", "2");
    }

    @Test
    void anFboxServesWhereThereIsNoBox() {
        assertFound("so $\\fbox{7}$", "7");
        assertFound("so $\\boxed{6}$, not $\\fbox{7}$", "6");
    }

    @Test
    void anEmptyBoxIsAnEmptyAnswer() {
        assertFound("so $\\boxed{}$", "");
    }

    @Test
    void theReasonSaysWhyThereIsNone() {
        assertThat(BoxedAnswer.last("the answer is 5"))
                .isEqualTo(new BoxedAnswer.Missing("no \\boxed{…} in the completion"));
        assertThat(BoxedAnswer.last("so $\\boxed{\\frac{1}{2}"))
                .isEqualTo(new BoxedAnswer.Missing("the last \\boxed{ is never closed"));
        assertThat(BoxedAnswer.last("so \\boxed"))
                .isEqualTo(new BoxedAnswer.Missing("the last \\boxed has neither braces nor a blank after it"));
    }

    private static void assertFound(String solution, String answer) {
        assertThat(BoxedAnswer.last(solution)).isEqualTo(new BoxedAnswer.Found(answer));
    }
}
