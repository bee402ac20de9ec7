package lockpick.study.grade.math;

import static org.assertj.core.api.Assertions.assertThat;

import lockpick.study.grade.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassageAnswerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    So it is $\\boxed{5}$, as 7 shows.                     | 5
                    The roots are \\boxed{1} and \\boxed{2}.               | 1 \\text{ and } 2
                    First \\boxed{1}, which was too easy, then \\boxed{2}. | 2
                    It is \\boxed{255}. The final answer is $10,455$. Good. | 10,455
                    Hence $a = 3$ and therefore $x \\geq 5$ holds.         | x \\geq 5
                    There are 12 distinct sequences.                       | 12
                    the probability is 2/3.                                | 2/3
                    Answer \\( (9+1) \\)                                   | (9+1)
                    28 percent                                             | 28 percent
                    """)
    void theAnswerIsFound(String passage, String answer) {
        assertThat(PassageAnswer.in(passage)).isEqualTo(new PassageAnswer.Found(answer));
    }

    @ParameterizedTest
    @CsvSource({"AZYUK2A", "I do not know.", "it is $5 or so"})
    void aPassageWithoutAnswerSaysSo(String passage) {
        assertThat(PassageAnswer.in(passage)).isInstanceOf(PassageAnswer.Missing.class);
        assertThat(new ExactAnswer(1).gradePassage(passage, "$5$").verdict()).isEqualTo(Verdict.INCORRECT);
    }
}
