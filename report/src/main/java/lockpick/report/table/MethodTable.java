package lockpick.report.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import lockpick.report.read.FinishedRun;
import lockpick.report.read.RunCost;
import lockpick.report.read.RunFlop;
import lockpick.report.result.Choice;
import lockpick.report.result.Comparison;
import lockpick.report.result.Elicitation;
import lockpick.report.result.StudyResults;
import lockpick.report.result.VariantMean;
import lockpick.study.measure.Candidate;
import lockpick.study.measure.Estimate;
import lockpick.study.measure.Interval;
import lockpick.study.measure.MeanEstimate;
import lockpick.study.measure.RecoveredGap;
import lockpick.study.measure.Spent;

/** Every method of elicitation beside the others: what it brings back, against what, and what it takes. */
final class MethodTable {
    private MethodTable() {}

    static DataTable methods(StudyResults results) {
        List<Map<String, Value>> rows = new ArrayList<>();
        for (int i = 0; i < results.elicitations().size(); i++) {
            Elicitation result = results.elicitations().get(i);
            Map<String, Value> row = new LinkedHashMap<>();
            row.put("lock", Value.of(result.lock()));
            row.put("method", Value.of(result.method()));
            row.put("settings", Value.of(result.point()));
            row.put("seeds", Value.of(result.seeds().size()));
            row.put("planned_seeds", Value.of(result.plannedSeeds()));
            selected(row, result.onValidation());
            variants(row, result.variants());
            compared(row, results.comparisons().get(i));
            papers(row, result.onTest());
            cost(row, results, result);
            rows.add(row);
        }
        List<String> columns = rows.isEmpty()
                ? List.of("lock", "method", "settings")
                : List.copyOf(rows.getFirst().keySet());
        return new DataTable(
                "methods",
                columns,
                rows.stream().map(row -> List.copyOf(row.values())).toList());
    }

    private static void selected(Map<String, Value> row, Choice choice) {
        candidate(row, "", choice.candidate());
        row.put("samples", count(choice.test().spent(Spent::samples)));
        row.put("labels", count(choice.test().spent(Spent::labels)));
        row.put("train_sequences", count(choice.test().spent(Spent::sequences)));
        row.put("train_tokens", count(choice.test().spent(Spent::tokens)));
        row.put("epochs", Value.of(choice.epochs()));
        row.put("truncated", Value.of(choice.test().truncated()));
        estimate(row, "validation", Optional.of(choice.validation().estimate()));
        estimate(row, "test", Optional.of(choice.test().estimate()));
        row.put("recovered_gap", gap(choice));
        Optional<Interval> interval = choice.gap().flatMap(RecoveredGap::interval);
        row.put("recovered_gap_low", interval.map(Interval::low).map(Value::of).orElse(Value.none()));
        row.put(
                "recovered_gap_high",
                interval.map(Interval::high).map(Value::of).orElse(Value.none()));
    }

    /** Without a fraction where the seeds agree, as they mostly do. */
    private static Value count(double mean) {
        return mean == Math.rint(mean) ? Value.of((long) mean) : Value.of(mean);
    }

    private static void candidate(Map<String, Value> row, String prefix, Candidate candidate) {
        row.put(prefix + "learning_rate", Value.of(candidate.learningRate()));
        row.put(prefix + "budget", Value.of(candidate.budget()));
        row.put(prefix + "variant", Value.of(candidate.variant().orElse("")));
    }

    private static void variants(Map<String, Value> row, Optional<VariantMean> variants) {
        row.put("variants", Value.of(variants.map(VariantMean::variants).orElse(1)));
        estimate(row, "variants_test", variants.map(VariantMean::test));
        row.put(
                "variants_recovered_gap",
                Value.of(variants.map(VariantMean::gap).orElse(OptionalDouble.empty())));
    }

    private static void compared(Map<String, Value> row, Comparison comparison) {
        difference(row, "rise", comparison.rise());
        row.put("rise_p", Value.of(comparison.p()));
        row.put("rise_p_holm", Value.of(comparison.corrected()));
        difference(row, "beyond_never_locked", comparison.beyondNeverLocked());
        difference(row, "beyond_never_capable", comparison.beyondNeverCapable());
        estimate(row, "taught", comparison.taught());
    }

    private static void papers(Map<String, Value> row, Choice choice) {
        candidate(row, "paper_", choice.candidate());
        estimate(row, "paper_test", Optional.of(choice.test().estimate()));
        row.put("paper_recovered_gap", gap(choice));
    }

    /** Of all runs together: every seed, every learning rate, and whatever came after the budget that was selected. */
    private static void cost(Map<String, Value> row, StudyResults results, Elicitation result) {
        List<FinishedRun> runs = results.runs(result);
        List<RunCost> costs = runs.stream().map(FinishedRun::cost).toList();
        row.put("runs", Value.of(costs.size()));
        row.put(
                "wall_seconds",
                Value.of(costs.stream().mapToDouble(RunCost::wallSeconds).sum()));
        row.put(
                "cpu_seconds",
                Value.of(costs.stream()
                        .mapToDouble(cost -> cost.wallSeconds() * cost.threads())
                        .sum()));
        row.put("flop", Value.of(flop(runs.getFirst(), costs)));
    }

    /** All runs of a result have the same model. */
    private static OptionalDouble flop(FinishedRun any, List<RunCost> costs) {
        return new RunFlop(
                        any.folder(),
                        any.settings(),
                        Optional.ofNullable(any.inputs().get("locked")))
                .of(
                        costs.stream().mapToLong(RunCost::trainTokens).sum(),
                        costs.stream().mapToLong(RunCost::generatedTokens).sum());
    }

    private static Value gap(Choice choice) {
        return Value.of(choice.gap().map(gap -> OptionalDouble.of(gap.share())).orElse(OptionalDouble.empty()));
    }

    private static void estimate(Map<String, Value> row, String name, Optional<Estimate> estimate) {
        row.put(name + "_mean", Value.of(estimate.map(Estimate::mean).orElse(Double.NaN)));
        row.put(
                name + "_standard_error",
                Value.of(estimate.map(Estimate::standardError).orElse(OptionalDouble.empty())));
    }

    private static void difference(Map<String, Value> row, String name, Optional<MeanEstimate> estimate) {
        Optional<Interval> interval = estimate.flatMap(MeanEstimate::spread).map(MeanEstimate.Spread::ninetyFive);
        row.put(name, Value.of(estimate.map(MeanEstimate::mean).orElse(Double.NaN)));
        row.put(name + "_low", Value.of(interval.map(Interval::low).orElse(Double.NaN)));
        row.put(name + "_high", Value.of(interval.map(Interval::high).orElse(Double.NaN)));
    }
}
