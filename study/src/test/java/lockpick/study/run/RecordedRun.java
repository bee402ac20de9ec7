package lockpick.study.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.study.pipeline.Sample;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;
import lockpick.study.train.Journal;

/** What a run logs, kept in memory. */
final class RecordedRun implements RunLog {

    private final List<Metric> metrics = new ArrayList<>();
    private final List<List<CompletionRow>> completions = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final List<String> planned = new ArrayList<>();
    private double progress;

    @Override
    public void train(TrainMetric metric) {
        metrics.add(metric);
    }

    @Override
    public void tokens(TokensMetric metric) {
        metrics.add(metric);
    }

    @Override
    public void round(RoundMetric metric) {
        metrics.add(metric);
    }

    @Override
    public void evaluation(Evaluation evaluation, List<CompletionRow> graded) {
        metrics.add(EvaluationMetric.of(evaluation, graded));
        completions.add(List.copyOf(graded));
    }

    @Override
    public void distance(DistanceMetric metric) {
        metrics.add(metric);
    }

    @Override
    public void samples(List<Sample> drawn) {
        samples.addAll(drawn);
    }

    @Override
    public Optional<List<CompletionRow>> evaluated(Evaluation evaluation) {
        return Optional.empty();
    }

    @Override
    public Journal journal() {
        return Journal.NONE;
    }

    @Override
    public Journal journal(String training) {
        return Journal.NONE;
    }

    @Override
    public void planned(String memory) {
        planned.add(memory);
    }

    List<String> planned() {
        return planned;
    }

    @Override
    public void progress(long done, long total) {
        progress = (double) done / total;
    }

    List<Metric> metrics() {
        return metrics;
    }

    List<List<CompletionRow>> completions() {
        return completions;
    }

    List<Sample> samples() {
        return samples;
    }

    double progress() {
        return progress;
    }

    List<TrainMetric> training() {
        return metrics.stream()
                .filter(TrainMetric.class::isInstance)
                .map(TrainMetric.class::cast)
                .toList();
    }

    List<EvaluationMetric> evaluations() {
        return metrics.stream()
                .filter(EvaluationMetric.class::isInstance)
                .map(EvaluationMetric.class::cast)
                .toList();
    }

    /** Correctness on the test split in the last evaluation of this policy under this prompt. */
    double correctness(Policy policy, Prompt prompt) {
        return evaluations().stream()
                .filter(metric -> metric.evaluation().policy() == policy
                        && metric.evaluation().prompt() == prompt
                        && metric.evaluation().split() == Split.TEST)
                .reduce((first, last) -> last)
                .orElseThrow()
                .correctness()
                .value();
    }
}
