package lockpick.study.run;

/** One line of a run's {@code metrics.jsonl} (docs/design/run-folders.md). */
public sealed interface Metric permits TrainMetric, TokensMetric, RoundMetric, EvaluationMetric, DistanceMetric {}
