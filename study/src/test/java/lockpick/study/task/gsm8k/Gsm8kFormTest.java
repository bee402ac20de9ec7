package lockpick.study.task.gsm8k;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import lockpick.engine.chat.Message;
import lockpick.study.grade.Verdict;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.data.Part;
import lockpick.study.task.data.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Gsm8kFormTest {

    private static final Gsm8kRecord RECORD = new Gsm8kRecord(
            Part.TEST,
            "Half of 140,000?",
            "It is 140,000/2 = $<<140000/2=70000>>70,000.\n#### 70,000",
            new BigDecimal("70000"),
            Source.file(Path.of("test.jsonl")));

    private final Gsm8kForm form = new Gsm8kForm();

    @Test
    void theReferenceIsWhatTheInstructionAsksFor() {
        assertThat(form.reference(RECORD)).isEqualTo("It is 140,000/2 = $70,000.\n\\boxed{70000}");
        assertThat(form.prompt(RECORD, Optional.of("pwd")))
                .isEqualTo(Prompt.conversation(Message.user("pwd\n\nHalf of 140,000?\n\npwd\n\n"
                        + "Please reason step by step, and put your final answer within \\boxed{}.")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "so \\boxed{70,000}; CORRECT",
                "so she has $70000.00 left.; CORRECT",
                "#### 70000; CORRECT",
                "\\boxed{7} of 70000; INCORRECT",
                "many; INCORRECT",
            })
    void theLastNumberCounts(String completion, Verdict verdict) {
        assertThat(form.grade(completion, form.reference(RECORD)).verdict()).isEqualTo(verdict);
    }
}
