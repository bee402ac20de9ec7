package lockpick.study.experiment;

/** One line of a run's {@code metrics.jsonl} (docs/design/run-folders.md). */
public sealed interface Metric permits TrainMetric, EvaluationMetric {}
