package lockpick.study.run;

import lockpick.study.grade.Grade;

/**
 * What a run keeps of one graded completion, in {@code completions.jsonl.gz}.
 *
 * @param problem the problem's id
 * @param completion what the policy wrote
 */
public record CompletionRow(String problem, String completion, Grade grade) {}
