package lockpick.study.elicit;

/**
 * What a method will take at most, known before it begins.
 *
 * @param steps optimizer steps
 * @param sequences trained on, repetitions counted
 * @param samples completions drawn and graded
 * @param evaluations how often the policy is measured
 */
public record Effort(long steps, long sequences, long samples, int evaluations) {}
