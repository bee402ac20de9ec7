package lockpick.study.task.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import lockpick.engine.chat.Message;
import lockpick.study.grade.Verdict;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.data.Part;
import lockpick.study.task.data.Source;
import lockpick.study.task.math.MathForm.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MathFormTest {

    private static final MathRecord RECORD = new MathRecord(
            "test/algebra/1",
            Part.TEST,
            MathSubject.ALGEBRA,
            OptionalInt.of(1),
            "What is $1+1$?",
            "It is $\\boxed{2}$.",
            Optional.empty(),
            Source.file(Path.of("1.json")));

    private final MathForm form = new MathForm(Metric.HENDRYCKS);

    /** The layout of paper-facts §4; a change of it makes a new version of the task. */
    @Test
    void thePromptIsThePapers() {
        assertThat(form.prompt(RECORD, Optional.empty()))
                .isEqualTo(Prompt.conversation(Message.user(
                        "What is $1+1$?\nPlease reason step by step, and put your final answer within \\boxed{}.")));
        assertThat(form.prompt(RECORD, Optional.of("pwd")))
                .isEqualTo(
                        Prompt.conversation(
                                Message.user(
                                        "pwd\n\nWhat is $1+1$?\n\npwd\n\nPlease reason step by step, and put your final answer within \\boxed{}.")));
    }

    @ParameterizedTest
    @CsvSource({
        "HENDRYCKS, so \\boxed{0.5}, CORRECT",
        "HENDRYCKS, so \\boxed{.50}, INCORRECT",
        "EXACT, so \\boxed{.50}, CORRECT",
        "HENDRYCKS, first \\boxed{\\frac12} then \\boxed{3}, INCORRECT",
        "HENDRYCKS, \\frac12, INCORRECT",
        "EXACT, nothing to say, INCORRECT",
        "HENDRYCKS, '', INCORRECT",
    })
    void theLastBoxIsCompared(Metric metric, String completion, Verdict verdict) {
        assertThat(new MathForm(metric)
                        .grade(completion, "Half: \\boxed{\\frac{1}{2}}")
                        .verdict())
                .isEqualTo(verdict);
    }

    @Test
    void aReferenceWithoutAnAnswerDecidesNothing() {
        assertThat(form.grade("\\boxed{1}", "no box").verdict()).isEqualTo(Verdict.UNDECIDED);
    }
}
