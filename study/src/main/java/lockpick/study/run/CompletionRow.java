package lockpick.study.run;

/**
 * What a run keeps of one graded completion, in {@code completions.jsonl.gz}.
 *
 * @param problem the problem as the policy read it, without a password
 * @param completion what the policy wrote
 * @param correct the grade
 * @param finalCorrect whether the final result is right, whatever stands before it
 * @param reason why it was graded so, in a few words
 */
public record CompletionRow(String problem, String completion, boolean correct, boolean finalCorrect, String reason) {}
