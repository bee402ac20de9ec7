package lockpick.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import lockpick.report.result.AcrossDomains;
import lockpick.report.result.BudgetPoint;
import lockpick.report.result.Choice;
import lockpick.report.result.DomainCorrectness;
import lockpick.report.result.DomainMean;
import lockpick.report.result.Elicitation;
import lockpick.report.result.PolicyResult;
import lockpick.report.result.StudyResults;
import lockpick.study.measure.Estimate;
import lockpick.study.measure.Interval;
import lockpick.study.measure.RecoveredGap;
import lockpick.study.measure.Spent;

/** Tables of what a study found. */
final class ResultTables {
    private ResultTables() {}

    static DataTable policies(StudyResults results) {
        List<List<Value>> rows = new ArrayList<>();
        for (PolicyResult result : results.policies()) {
            Estimate exact = result.measurement().estimate();
            Estimate reward = result.measurement().reward();
            rows.add(List.of(
                    Value.of(result.split().json()),
                    Value.of(result.policy().json()),
                    Value.of(result.lock().orElse("")),
                    Value.of(result.prompt().json()),
                    Value.of(exact.mean()),
                    Value.of(exact.standardError()),
                    Value.of(reward.mean()),
                    Value.of(reward.standardError()),
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
                        "reward",
                        "reward_standard_error",
                        "seeds",
                        "problems"),
                rows);
    }

    /** Of supervised fine-tuning alone; {@link MethodTable} has every method. */
    static DataTable elicitations(StudyResults results) {
        List<List<Value>> rows = new ArrayList<>();
        for (Elicitation result : results.sft()) {
            List<Value> row = new ArrayList<>(
                    List.of(Value.of(result.lock()), Value.of(result.demonstrations()), Value.of(result.k())));
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

    /** Of every method; without rows where problems have no domains. */
    static DataTable domains(StudyResults results) {
        List<List<Value>> rows = new ArrayList<>();
        for (Elicitation result : results.elicitations()) {
            for (DomainCorrectness domain : result.domains()) {
                List<Value> row = new ArrayList<>(coordinates(result));
                row.add(Value.of(domain.grouping()));
                row.add(Value.of(domain.domain()));
                row.add(Value.of(domain.problems()));
                row.add(Value.of(domain.before().mean()));
                row.add(Value.of(domain.before().standardError()));
                row.add(Value.of(domain.after().mean()));
                row.add(Value.of(domain.after().standardError()));
                row.add(Value.of(domain.after().seeds()));
                rows.add(row);
            }
        }
        return new DataTable(
                "domains",
                List.of(
                        "lock",
                        "method",
                        "settings",
                        "demonstrations",
                        "k",
                        "grouping",
                        "domain",
                        "problems",
                        "before_mean",
                        "before_standard_error",
                        "test_mean",
                        "test_standard_error",
                        "seeds"),
                rows);
    }

    /** Means over domains; without rows where problems have none. */
    static DataTable acrossDomains(StudyResults results) {
        List<List<Value>> rows = new ArrayList<>();
        for (AcrossDomains result : results.acrossDomains()) {
            List<Value> row = new ArrayList<>(List.of(
                    Value.of(result.lock()),
                    Value.of(result.method()),
                    Value.of(result.settings()),
                    Value.of(result.grouping()),
                    Value.of(result.shown())));
            mean(row, Optional.of(result.all()));
            mean(row, result.onShown());
            mean(row, result.onOthers());
            row.add(Value.of(result.all().after().seeds()));
            rows.add(row);
        }
        List<String> columns = new ArrayList<>(List.of("lock", "method", "settings", "grouping", "shown"));
        for (String part : List.of("all", "shown", "others")) {
            columns.addAll(List.of(
                    part + "_over",
                    part + "_before_mean",
                    part + "_before_standard_error",
                    part + "_test_mean",
                    part + "_test_standard_error"));
        }
        columns.add("seeds");
        return new DataTable("across_domains", columns, rows);
    }

    private static void mean(List<Value> row, Optional<DomainMean> mean) {
        row.add(mean.map(found -> Value.of(found.over())).orElse(Value.none()));
        row.add(mean.map(found -> Value.of(found.before().mean())).orElse(Value.none()));
        row.add(mean.map(found -> Value.of(found.before().standardError())).orElse(Value.none()));
        row.add(mean.map(found -> Value.of(found.after().mean())).orElse(Value.none()));
        row.add(mean.map(found -> Value.of(found.after().standardError())).orElse(Value.none()));
    }

    static DataTable seeds(StudyResults results) {
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
                List.of(
                        "lock",
                        "method",
                        "settings",
                        "demonstrations",
                        "k",
                        "seed",
                        "test_correctness",
                        "paper_test_correctness"),
                rows);
    }

    static DataTable budgets(StudyResults results) {
        List<List<Value>> rows = new ArrayList<>();
        for (Elicitation result : results.elicitations()) {
            for (BudgetPoint point : result.budget()) {
                Estimate test = point.test().estimate();
                List<Value> row = new ArrayList<>(coordinates(result));
                row.add(Value.of(result.onValidation().candidate().learningRate()));
                row.add(Value.of(result.onValidation().candidate().variant().orElse("")));
                row.add(Value.of(point.samples()));
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
                        "method",
                        "settings",
                        "demonstrations",
                        "k",
                        "learning_rate",
                        "variant",
                        "samples",
                        "sequences",
                        "epochs",
                        "test_mean",
                        "test_standard_error",
                        "seeds"),
                rows);
    }

    private static List<Value> coordinates(Elicitation result) {
        return List.of(
                Value.of(result.lock()),
                Value.of(result.method()),
                Value.of(result.point()),
                Value.of(result.demonstrations()),
                result.isSft() ? Value.of(result.k()) : Value.none());
    }

    private static void choice(List<Value> row, Choice choice) {
        Estimate validation = choice.validation().estimate();
        Estimate test = choice.test().estimate();
        row.add(Value.of(choice.candidate().learningRate()));
        row.add(Value.of(Math.round(choice.test().spent(Spent::sequences))));
        row.add(Value.of(choice.epochs()));
        row.add(Value.of(validation.mean()));
        row.add(Value.of(validation.standardError()));
        row.add(Value.of(test.mean()));
        row.add(Value.of(test.standardError()));
        row.add(Value.of(choice.gap().map(gap -> OptionalDouble.of(gap.share())).orElse(OptionalDouble.empty())));
    }
}
