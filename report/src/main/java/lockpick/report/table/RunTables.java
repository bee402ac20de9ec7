package lockpick.report.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import lockpick.report.read.FinishedRun;
import lockpick.report.read.Labels;
import lockpick.report.read.PlannedRun;
import lockpick.report.read.RunCost;
import lockpick.report.result.StudyResults;
import lockpick.study.run.Evaluation;
import lockpick.study.run.EvaluationMetric;
import lockpick.study.run.TrainMetric;

/** Tables of what the runs logged and cost. */
final class RunTables {
    private static final List<String> NAMES =
            List.of("folder", "kind", "seed", "role", "lock", "demonstrations", "k", "settings", "learning_rate");

    private RunTables() {}

    static DataTable training(StudyResults results) {
        List<List<Value>> rows = new ArrayList<>();
        for (FinishedRun run : results.finished()) {
            if (run.plan().labels() instanceof Labels.Elicited) {
                continue;
            }
            for (TrainMetric point : run.training()) {
                rows.add(List.of(
                        Value.of(run.plan().folder()),
                        Value.of(run.plan().labels().kind()),
                        role(run.plan().labels()),
                        lock(run.plan().labels()),
                        Value.of(run.plan().labels().seed()),
                        Value.of(point.step()),
                        Value.of(point.sequences()),
                        Value.of(point.loss()),
                        Value.of(point.learningRate()),
                        Value.of(point.gradientNorm())));
            }
        }
        return new DataTable(
                "training",
                List.of(
                        "folder",
                        "kind",
                        "role",
                        "lock",
                        "seed",
                        "step",
                        "sequences",
                        "loss",
                        "learning_rate",
                        "gradient_norm"),
                rows);
    }

    static DataTable evaluations(StudyResults results) {
        List<List<Value>> rows = new ArrayList<>();
        for (FinishedRun run : results.finished()) {
            for (EvaluationMetric metric : run.evaluations()) {
                Evaluation of = metric.evaluation();
                List<Value> row = new ArrayList<>(names(run.plan()));
                row.addAll(List.of(
                        Value.of(of.spent().steps()),
                        Value.of(of.sequences()),
                        Value.of(of.spent().epochs()),
                        Value.of(of.spent().tokens()),
                        Value.of(of.spent().samples()),
                        Value.of(of.spent().labels()),
                        Value.of(of.policy().json()),
                        Value.of(of.prompt().json()),
                        Value.of(of.split().json()),
                        Value.of(of.other().orElse("")),
                        Value.of(of.variant().orElse("")),
                        Value.of(metric.correctness().correct()),
                        Value.of(metric.correctness().n()),
                        Value.of(metric.correctness().value()),
                        Value.of(metric.undecided()),
                        Value.of(metric.reward()),
                        Value.of(metric.truncated())));
                rows.add(row);
            }
        }
        List<String> columns = new ArrayList<>(NAMES);
        columns.addAll(List.of(
                "step",
                "sequences",
                "epochs",
                "tokens",
                "samples",
                "labels",
                "policy",
                "prompt",
                "split",
                "other_task",
                "variant",
                "correct",
                "n",
                "correctness",
                "undecided",
                "reward",
                "truncated"));
        return new DataTable("evaluations", columns, rows);
    }

    static DataTable cost(StudyResults results) {
        Map<String, List<RunCost>> byKind = new LinkedHashMap<>();
        for (FinishedRun run : results.finished()) {
            byKind.computeIfAbsent(run.plan().labels().kind(), kind -> new ArrayList<>())
                    .add(run.cost());
        }
        byKind.put("all", results.finished().stream().map(FinishedRun::cost).toList());
        List<List<Value>> rows = new ArrayList<>();
        byKind.forEach((kind, costs) -> rows.add(List.of(
                Value.of(kind),
                Value.of(costs.size()),
                Value.of(sum(costs, RunCost::wallSeconds)),
                Value.of(sum(costs, cost -> cost.wallSeconds() * cost.threads())),
                Value.of(sum(costs, RunCost::trainSeconds)),
                Value.of(sum(costs, RunCost::evaluationSeconds)),
                Value.of(total(costs, RunCost::trainSequences)),
                Value.of(total(costs, RunCost::trainTokens)),
                Value.of(total(costs, RunCost::generatedCompletions)),
                Value.of(total(costs, RunCost::generatedTokens)),
                Value.of(costs.stream()
                        .mapToLong(RunCost::peakResidentBytes)
                        .max()
                        .orElse(0)))));
        return new DataTable(
                "cost",
                List.of(
                        "kind",
                        "runs",
                        "wall_seconds",
                        "cpu_seconds",
                        "train_seconds",
                        "evaluation_seconds",
                        "train_sequences",
                        "train_tokens",
                        "generated_completions",
                        "generated_tokens",
                        "peak_resident_bytes"),
                rows);
    }

    static DataTable runs(StudyResults results) {
        Map<PlannedRun, FinishedRun> finished = new LinkedHashMap<>();
        results.finished().forEach(run -> finished.put(run.plan(), run));
        List<List<Value>> rows = new ArrayList<>();
        for (PlannedRun plan : results.index().runs()) {
            FinishedRun run = finished.get(plan);
            List<Value> row = new ArrayList<>(names(plan));
            row.add(Value.of(plan.key().hex()));
            row.add(Value.of(run == null ? "missing" : "finished"));
            row.add(run == null ? Value.none() : Value.of(run.cost().wallSeconds()));
            rows.add(row);
        }
        List<String> columns = new ArrayList<>(NAMES);
        columns.addAll(List.of("key", "state", "wall_seconds"));
        return new DataTable("runs", columns, rows);
    }

    private static List<Value> names(PlannedRun run) {
        Labels labels = run.labels();
        List<Value> row = new ArrayList<>(List.of(
                Value.of(run.folder()), Value.of(labels.kind()), Value.of(labels.seed()), role(labels), lock(labels)));
        if (labels instanceof Labels.Elicited elicited) {
            row.addAll(List.of(
                    Value.of(elicited.settings().getOrDefault("demonstrations", "")),
                    Optional.ofNullable(elicited.settings().get("k"))
                            .map(k -> Value.of(Long.parseLong(k)))
                            .orElse(Value.none()),
                    Value.of(elicited.settings().entrySet().stream()
                            .map(setting -> setting.getKey() + " " + setting.getValue())
                            .collect(Collectors.joining(", "))),
                    Value.of(elicited.learningRate())));
        } else {
            row.addAll(List.of(Value.none(), Value.none(), Value.none(), Value.none()));
        }
        return row;
    }

    /** The role of a policy that a run makes, or draws from. */
    private static Value role(Labels labels) {
        return switch (labels) {
            case Labels.Policy policy -> Value.of(policy.role());
            case Labels.Samples samples -> Value.of(samples.role());
            case Labels.Lock lock -> Value.none();
            case Labels.PasswordPrompted prompted -> Value.none();
            case Labels.Elicited elicited -> Value.none();
        };
    }

    private static Value lock(Labels labels) {
        return switch (labels) {
            case Labels.Policy policy -> policy.lock().map(Value::of).orElse(Value.none());
            case Labels.Samples samples -> samples.lock().map(Value::of).orElse(Value.none());
            case Labels.Lock lock -> Value.of(lock.lock());
            case Labels.PasswordPrompted prompted -> Value.of(prompted.lock());
            case Labels.Elicited elicited -> Value.of(elicited.lock());
        };
    }

    private static double sum(List<RunCost> costs, ToDoubleFunction<RunCost> part) {
        return costs.stream().mapToDouble(part).sum();
    }

    private static long total(List<RunCost> costs, ToLongFunction<RunCost> part) {
        return costs.stream().mapToLong(part).sum();
    }
}
