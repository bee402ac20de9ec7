package lockpick.study.run;

/**
 * How many tokens of some completions are trained on, where not all are.
 *
 * @param n tokens that the completions have, their end tokens among them
 */
public record TokensMetric(int chosen, int n) implements Metric {}
