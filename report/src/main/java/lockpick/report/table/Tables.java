package lockpick.report.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import lockpick.report.read.FinishedRun;
import lockpick.report.read.Labels;
import lockpick.report.read.PlannedRun;
import lockpick.report.read.RunCost;
import lockpick.report.result.BudgetPoint;
import lockpick.report.result.Choice;
import lockpick.report.result.Elicitation;
import lockpick.report.result.PolicyResult;
import lockpick.report.result.StudyResults;
import lockpick.study.experiment.Evaluation;
import lockpick.study.experiment.EvaluationMetric;
import lockpick.study.experiment.TrainMetric;
import lockpick.study.measure.Estimate;
import lockpick.study.measure.Interval;
import lockpick.study.measure.RecoveredGap;

/**
 * Every number of a report.
 *
 * @param policies one row for each {@link StudyResults#policies}, in its order
 * @param elicitations one row for each {@link StudyResults#elicitations}, in its order
 * @param seeds the selected results again, seed by seed
 * @param budgets correctness by training budget
 * @param training curves of the strong and the locked policies
 * @param evaluations every evaluation of every finished run
 * @param cost one row for each kind of run, and their sum
 * @param runs every planned run
 */
public record Tables(
        DataTable policies,
        DataTable elicitations,
        DataTable seeds,
        DataTable budgets,
        DataTable training,
        DataTable evaluations,
        DataTable cost,
        DataTable runs) {

    public static Tables of(StudyResults results) {
        return new Tables(
                policies(results),
                elicitations(results),
                seeds(results),
                budgets(results),
                training(results),
                evaluations(results),
                cost(results),
                runs(results));
    }

    public List<DataTable> all() {
        return List.of(policies, elicitations, seeds, budgets, training, evaluations, cost, runs);
    }

    private static DataTable policies(StudyResults results) {
        List<List<Value>> rows = new ArrayList<>();
        for (PolicyResult result : results.policies()) {
            Estimate exact = result.measurement().estimate();
            Estimate last = result.measurement().finalEstimate();
            rows.add(List.of(
                    Value.of(result.split().json()),
                    Value.of(result.policy().json()),
                    Value.of(result.lock().orElse("")),
                    Value.of(result.prompt().json()),
                    Value.of(exact.mean()),
                    Value.of(exact.standardError()),
                    Value.of(last.mean()),
                    Value.of(last.standardError()),
                    Value.of(exact.seeds()),
                    Value.of(result.measurement().problems())));
        }
        return new DataTable(
                "policies",
                List.of(
                        "split",
                        "policy",
                        "lock",
                        "prompt",
                        "mean",
                        "standard_error",
                        "final_mean",
                        "final_standard_error",
                        "seeds",
                        "problems"),
                rows);
    }

    private static DataTable elicitations(StudyResults results) {
        List<List<Value>> rows = new ArrayList<>();
        for (Elicitation result : results.elicitations()) {
            List<Value> row = new ArrayList<>(coordinates(result));
            row.add(Value.of(result.seeds().size()));
            row.add(Value.of(result.plannedSeeds()));
            choice(row, result.onValidation());
            Optional<Interval> interval = result.onValidation().gap().flatMap(RecoveredGap::interval);
            row.add(interval.map(Interval::low).map(Value::of).orElse(Value.none()));
            row.add(interval.map(Interval::high).map(Value::of).orElse(Value.none()));
            choice(row, result.onTest());
            rows.add(row);
        }
        return new DataTable(
                "elicitations",
                List.of(
                        "lock",
                        "demonstrations",
                        "k",
                        "seeds",
                        "planned_seeds",
                        "learning_rate",
                        "sequences",
                        "epochs",
                        "validation_mean",
                        "validation_standard_error",
                        "test_mean",
                        "test_standard_error",
                        "recovered_gap",
                        "recovered_gap_low",
                        "recovered_gap_high",
                        "paper_learning_rate",
                        "paper_sequences",
                        "paper_epochs",
                        "paper_validation_mean",
                        "paper_validation_standard_error",
                        "paper_test_mean",
                        "paper_test_standard_error",
                        "paper_recovered_gap"),
                rows);
    }

    private static List<Value> coordinates(Elicitation result) {
        return List.of(Value.of(result.lock()), Value.of(result.demonstrations()), Value.of(result.k()));
    }

    private static void choice(List<Value> row, Choice choice) {
        Estimate validation = choice.validation().estimate();
        Estimate test = choice.test().estimate();
        row.add(Value.of(choice.candidate().learningRate()));
        row.add(Value.of(choice.candidate().sequences()));
        row.add(Value.of(choice.epochs()));
        row.add(Value.of(validation.mean()));
        row.add(Value.of(validation.standardError()));
        row.add(Value.of(test.mean()));
        row.add(Value.of(test.standardError()));
        row.add(Value.of(choice.gap().map(gap -> OptionalDouble.of(gap.share())).orElse(OptionalDouble.empty())));
    }

    private static DataTable seeds(StudyResults results) {
        List<List<Value>> rows = new ArrayList<>();
        for (Elicitation result : results.elicitations()) {
            Map<Long, Double> validation = result.onValidation().test().values();
            Map<Long, Double> test = result.onTest().test().values();
            for (Long seed : result.seeds()) {
                List<Value> row = new ArrayList<>(coordinates(result));
                row.add(Value.of(seed));
                row.add(Value.of(validation.getOrDefault(seed, Double.NaN)));
                row.add(Value.of(test.getOrDefault(seed, Double.NaN)));
                rows.add(row);
            }
        }
        return new DataTable(
                "seeds",
                List.of("lock", "demonstrations", "k", "seed", "test_correctness", "paper_test_correctness"),
                rows);
    }

    private static DataTable budgets(StudyResults results) {
        List<List<Value>> rows = new ArrayList<>();
        for (Elicitation result : results.elicitations()) {
            for (BudgetPoint point : result.budget()) {
                Estimate test = point.test().estimate();
                List<Value> row = new ArrayList<>(coordinates(result));
                row.add(Value.of(result.onValidation().candidate().learningRate()));
                row.add(Value.of(point.sequences()));
                row.add(Value.of(point.epochs()));
                row.add(Value.of(test.mean()));
                row.add(Value.of(test.standardError()));
                row.add(Value.of(test.seeds()));
                rows.add(row);
            }
        }
        return new DataTable(
                "budgets",
                List.of(
                        "lock",
                        "demonstrations",
                        "k",
                        "learning_rate",
                        "sequences",
                        "epochs",
                        "test_mean",
                        "test_standard_error",
                        "seeds"),
                rows);
    }

    private static DataTable training(StudyResults results) {
        List<List<Value>> rows = new ArrayList<>();
        for (FinishedRun run : results.finished()) {
            if (run.plan().labels() instanceof Labels.Sft) {
                continue;
            }
            for (TrainMetric point : run.training()) {
                rows.add(List.of(
                        Value.of(run.plan().folder()),
                        Value.of(run.plan().labels().kind()),
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
                        "lock",
                        "seed",
                        "step",
                        "sequences",
                        "loss",
                        "learning_rate",
                        "gradient_norm"),
                rows);
    }

    private static DataTable evaluations(StudyResults results) {
        List<List<Value>> rows = new ArrayList<>();
        for (FinishedRun run : results.finished()) {
            for (EvaluationMetric metric : run.evaluations()) {
                Evaluation of = metric.evaluation();
                List<Value> row = new ArrayList<>(names(run.plan()));
                row.addAll(List.of(
                        Value.of(of.step()),
                        Value.of(of.sequences()),
                        Value.of(of.epochs()),
                        Value.of(of.policy().json()),
                        Value.of(of.prompt().json()),
                        Value.of(of.split().json()),
                        Value.of(metric.correctness().correct()),
                        Value.of(metric.correctness().n()),
                        Value.of(metric.correctness().value()),
                        Value.of(metric.finalCorrect())));
                rows.add(row);
            }
        }
        List<String> columns = new ArrayList<>(NAMES);
        columns.addAll(List.of(
                "step",
                "sequences",
                "epochs",
                "policy",
                "prompt",
                "split",
                "correct",
                "n",
                "correctness",
                "final_correct"));
        return new DataTable("evaluations", columns, rows);
    }

    private static final List<String> NAMES =
            List.of("folder", "kind", "seed", "lock", "demonstrations", "k", "learning_rate");

    private static List<Value> names(PlannedRun run) {
        Labels labels = run.labels();
        List<Value> row = new ArrayList<>(
                List.of(Value.of(run.folder()), Value.of(labels.kind()), Value.of(labels.seed()), lock(labels)));
        if (labels instanceof Labels.Sft sft) {
            row.addAll(List.of(Value.of(sft.demonstrations()), Value.of(sft.k()), Value.of(sft.learningRate())));
        } else {
            row.addAll(List.of(Value.none(), Value.none(), Value.none()));
        }
        return row;
    }

    private static Value lock(Labels labels) {
        return switch (labels) {
            case Labels.Strong strong -> Value.none();
            case Labels.Lock lock -> Value.of(lock.lock());
            case Labels.Sft sft -> Value.of(sft.lock());
        };
    }

    private static DataTable cost(StudyResults results) {
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

    private static double sum(List<RunCost> costs, ToDoubleFunction<RunCost> part) {
        return costs.stream().mapToDouble(part).sum();
    }

    private static long total(List<RunCost> costs, ToLongFunction<RunCost> part) {
        return costs.stream().mapToLong(part).sum();
    }

    private static DataTable runs(StudyResults results) {
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
}
