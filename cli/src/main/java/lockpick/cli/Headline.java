package lockpick.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockpick.report.table.Format;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.Run;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;
import lockpick.study.run.EvaluationMetric;
import lockpick.study.run.Metric;
import lockpick.study.run.RunFolder;

/** A run on one line: what it is, and what came out at its end, on validation problems: the test split stays sealed until the report. */
final class Headline {

    private Headline() {}

    /** Such as {@code sft     seed 0, lock sft-12.5k, demonstrations reference, k 16, learning rate 3e-4}. */
    static String name(PlannedRun run) {
        return String.format(Locale.ROOT, "%-7s ", run.run().called()) + Format.labels(run.labels());
    }

    /** As short as can be: {@code seed 0 strong}, {@code seed 0 lock sft-12.5k}, {@code … sft of sft-12.5k strong 16 3e-4}. */
    static String shortName(PlannedRun planned) {
        Map<String, String> labels = planned.labels();
        return "seed " + labels.get("seed")
                + switch (planned.run()) {
                    case Run.MakePolicy policy -> " " + whose(labels);
                    case Run.DrawSamples samples -> " samples of " + whose(labels) + " for " + labels.get("use");
                    case Run.Lock lock -> " lock " + labels.get("lock");
                    case Run.AskLock asked -> " password prompts of " + labels.get("lock");
                    case Run.Evaluate evaluated -> " given " + labels.get("lock");
                    case Run.Elicit elicit ->
                        " " + elicit.elicitation().method() + " of " + labels.get("lock")
                                + elicit.elicitation().labels().keySet().stream()
                                        .map(label -> " " + Format.label(label, String.valueOf(labels.get(label))))
                                        .collect(Collectors.joining());
                };
    }

    /** The role of a policy, and the lock whose own weak one it is: {@code strong}, {@code weak of sft-12.5k}. */
    private static String whose(Map<String, String> labels) {
        return labels.get("policy") + (labels.containsKey("lock") ? " of " + labels.get("lock") : "");
    }

    /** Such as {@code correctness 0.99 with the password, 0.24 without}; empty when the run evaluated nothing. */
    static String result(RunFolder folder) throws IOException {
        List<Metric> metrics = folder.metrics();
        Optional<Double> without = Stream.of(
                        Policy.LOCKED,
                        Policy.UNLOCKED,
                        Policy.STRONG,
                        Policy.WEAK,
                        Policy.INTERMEDIATE,
                        Policy.DEMONSTRATOR)
                .flatMap(policy -> result(metrics, policy, Prompt.NO_PASSWORD).stream())
                .findFirst();
        Optional<Double> with = result(metrics, Policy.LOCKED, Prompt.PASSWORD);
        if (without.isEmpty()) {
            return "";
        }
        return with.map(value -> "correctness " + two(value) + " with the password, " + two(without.get()) + " without")
                .orElse("correctness " + two(without.get()));
    }

    /** The last; of variants, which are no stages of one another, the best, as selection takes it. */
    private static Optional<Double> result(List<Metric> metrics, Policy policy, Prompt prompt) {
        return metrics.stream()
                .filter(EvaluationMetric.class::isInstance)
                .map(EvaluationMetric.class::cast)
                .filter(metric -> metric.evaluation().policy() == policy
                        && metric.evaluation().prompt() == prompt
                        && metric.evaluation().split() == Split.VALIDATION
                        && metric.evaluation().other().isEmpty())
                .reduce((earlier, later) ->
                        later.evaluation().variant().isPresent() && correct(earlier) > correct(later) ? earlier : later)
                .map(Headline::correct);
    }

    private static double correct(EvaluationMetric metric) {
        return metric.correctness().value();
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
