package lockpick.study.run;

import lockpick.study.train.Round;

/** What the completions of a round were worth. */
public record RoundMetric(Round round) implements Metric {}
