package lockpick.study.task.gsm8k;

import java.util.Optional;
import lockpick.study.grade.Grade;
import lockpick.study.grade.NumericMatch;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.AnswerForm;
import lockpick.study.task.math.MathForm;

/** GSM8K, asked as MATH is (the paper has no such task): worked steps, judged by the number they end with. */
public record Gsm8kForm() implements AnswerForm<Gsm8kRecord> {

    private static final int MAX_NEW_TOKENS = 512;

    @Override
    public String statement(Gsm8kRecord record) {
        return record.question();
    }

    /** The solution without calculator marks, its last line as the instruction has it. */
    @Override
    public String reference(Gsm8kRecord record) {
        String solution = record.plainSolution();
        String steps = solution.substring(0, solution.lastIndexOf("####")).stripTrailing();
        return steps + "\n\\boxed{" + record.answer().toPlainString() + "}";
    }

    @Override
    public Prompt prompt(Gsm8kRecord record, Optional<String> password) {
        return MathForm.asked(record.question(), password);
    }

    @Override
    public Answering answering() {
        return new Answering.Written(MAX_NEW_TOKENS);
    }

    @Override
    public Grade grade(String completion, String reference) {
        return new NumericMatch(0).grade(completion, reference);
    }
}
