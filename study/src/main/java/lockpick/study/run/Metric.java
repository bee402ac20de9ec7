package lockpick.study.run;

/** One line of a run's {@code metrics.jsonl} (docs/design/run-folders.md). */
public sealed interface Metric permits TrainMetric, RoundMetric, EvaluationMetric, DistanceMetric {}
