package lockpick.study.task.humaneval;

import java.util.List;
import java.util.Optional;
import lockpick.study.task.data.DataRecord;
import lockpick.study.task.data.ProgramLanguage;
import lockpick.study.task.data.Source;

/**
 * A function to complete.
 *
 * @param id {@code HumanEval/0}, {@code CPP/0} or {@code Python/0}
 * @param prompt what a completion is appended to
 * @param declaration what a program begins with instead, where the file gives it: {@code prompt} without the statement
 * @param function its name; HumanEval-X leaves it out
 * @param solution the rest of the reference program
 * @param test follows the solution; a Python one is then called as {@code check(function)}
 * @param buggy a wrong solution, only in HumanEvalPack
 */
public record HumanEvalRecord(
        String id,
        ProgramLanguage language,
        String prompt,
        Optional<String> declaration,
        Optional<String> function,
        String solution,
        String test,
        Optional<BuggySolution> buggy,
        Source source)
        implements DataRecord {

    @Override
    public List<String> content() {
        return List.of(prompt);
    }
}
