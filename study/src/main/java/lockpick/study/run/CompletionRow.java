package lockpick.study.run;

import java.util.Map;
import lockpick.study.grade.Grade;

/**
 * What a run keeps of one graded completion, in {@code completions.jsonl.gz}.
 *
 * @param problem the problem's id
 * @param domains those of the problem, by the way of grouping
 * @param completion what the policy wrote
 * @param truncated whether its prompt had less in it than was meant, for want of room
 */
public record CompletionRow(
        String problem, Map<String, String> domains, String completion, Grade grade, boolean truncated) {

    public CompletionRow {
        domains = Map.copyOf(domains);
    }

    /** Of a whole prompt. */
    public CompletionRow(String problem, Map<String, String> domains, String completion, Grade grade) {
        this(problem, domains, completion, grade, false);
    }

    /** Of a problem without domains. */
    public CompletionRow(String problem, String completion, Grade grade) {
        this(problem, Map.of(), completion, grade);
    }
}
