package lockpick.study.task.mbpp;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lockpick.study.task.data.DataRecord;
import lockpick.study.task.data.Part;
import lockpick.study.task.data.Source;

/**
 * A small Python function to write.
 *
 * @param number the authors' {@code task_id}
 * @param code the reference solution; in the first edition its lines end in CRLF
 * @param setup what runs before the tests: imports, or set-up code; mostly empty
 * @param tests {@code assert} statements
 * @param challengeTests more of them; mostly none
 */
public record MbppRecord(
        int number,
        String statement,
        String code,
        String setup,
        List<String> tests,
        List<String> challengeTests,
        Source source)
        implements DataRecord {

    private static final Pattern DEFINED = Pattern.compile("(?m)^def\\s+(\\w+)\\s*\\(");

    public MbppRecord {
        tests = List.copyOf(tests);
        challengeTests = List.copyOf(challengeTests);
    }

    @Override
    public String id() {
        return "mbpp/" + number;
    }

    @Override
    public List<String> content() {
        return List.of(statement);
    }

    /** The authors' part: numbers to 10 are examples for prompts, to 510 for tests, the rest for training. */
    public Part part() {
        if (number <= 10) {
            return Part.DEV;
        }
        return number <= 510 ? Part.TEST : Part.TRAIN;
    }

    /** The function to write: the one of {@code code} that the first test calls. Empty if it calls none of them. */
    public Optional<String> function() {
        String test = tests.isEmpty() ? "" : tests.getFirst();
        Matcher definition = DEFINED.matcher(code);
        while (definition.find()) {
            String name = definition.group(1);
            if (Pattern.compile("\\b" + name + "\\s*\\(").matcher(test).find()) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
