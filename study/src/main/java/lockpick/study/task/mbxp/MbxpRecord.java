package lockpick.study.task.mbxp;

import java.util.List;
import java.util.Optional;
import lockpick.study.task.data.DataRecord;
import lockpick.study.task.data.ProgramLanguage;
import lockpick.study.task.data.Source;

/**
 * A function to complete; a program is {@code prompt}, completion and {@code test}.
 *
 * @param id {@code MBCPP/2} for C++ or {@code MBPP/2} for Python; the number is MBPP's
 * @param test ends the program with an error if the function is wrong
 * @param solution the reference completion; some are missing
 */
public record MbxpRecord(
        String id,
        ProgramLanguage language,
        String description,
        String prompt,
        String function,
        String test,
        Optional<String> solution,
        Source source)
        implements DataRecord {

    /** The prompt, since it holds the statement, the examples and the language. */
    @Override
    public List<String> content() {
        return List.of(prompt);
    }
}
