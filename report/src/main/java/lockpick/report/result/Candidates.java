package lockpick.report.result;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import lockpick.report.read.FinishedRun;
import lockpick.report.read.Labels;
import lockpick.report.read.UnreadableRunException;
import lockpick.study.elicit.SupervisedFineTuning.EpochRule;
import lockpick.study.measure.Candidate;
import lockpick.study.measure.Estimate;
import lockpick.study.measure.Selection;
import lockpick.study.measure.TestScore;
import lockpick.study.measure.ValidationScore;
import lockpick.study.run.Evaluation;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Split;
import lockpick.study.run.EvaluationMetric;

/** What the runs of one elicitation result measured, by candidate and seed. Only what every seed has is here. */
final class Candidates {

    private final Map<Candidate, SortedMap<Long, Measured>> bySeed;

    private Candidates(Map<Candidate, SortedMap<Long, Measured>> bySeed) {
        this.bySeed = bySeed;
    }

    private record Measured(EvaluationMetric validation, EvaluationMetric test) {
        EvaluationMetric on(Split split) {
            return split == Split.TEST ? test : validation;
        }
    }

    /**
     * Reads the evaluations of the unlocked policies; of several at one budget the last stands.
     *
     * @param runs of one result: all learning rates of every seed
     * @param competing only those that selection chooses from, which the paper's rule of epochs narrows down
     */
    static Candidates of(List<FinishedRun> runs, boolean competing) throws IOException {
        Map<Candidate, SortedMap<Long, Measured>> all = new LinkedHashMap<>();
        for (FinishedRun run : runs) {
            Map<Candidate, EvaluationMetric> validation = new LinkedHashMap<>();
            Map<Candidate, EvaluationMetric> test = new LinkedHashMap<>();
            read(run, competing, validation, test);
            test.keySet().retainAll(validation.keySet());
            if (test.isEmpty()) {
                throw new UnreadableRunException(
                        run.folder() + ": metrics.jsonl has no evaluation of the unlocked policy"
                                + rule(run, competing)
                                        .map(budgets -> " after " + budgets + " sequences")
                                        .orElse("")
                                + " on validation and test; delete " + run.folder()
                                + " and run the study again, which computes only what is missing");
            }
            test.forEach((candidate, metric) -> all.computeIfAbsent(candidate, c -> new TreeMap<>())
                    .put(
                            run.plan().labels().seed(),
                            new Measured(Objects.requireNonNull(validation.get(candidate)), metric)));
        }
        return new Candidates(all);
    }

    private static void read(
            FinishedRun run,
            boolean competing,
            Map<Candidate, EvaluationMetric> validation,
            Map<Candidate, EvaluationMetric> test) {
        Optional<List<Integer>> budgets = rule(run, competing);
        for (EvaluationMetric metric : run.evaluations()) {
            Evaluation of = metric.evaluation();
            if (of.policy() != Policy.UNLOCKED
                    || of.other().isPresent()
                    || (budgets.isPresent() && !budgets.get().contains((int) of.sequences()))) {
                continue;
            }
            Candidate candidate =
                    new Candidate(labels(run).learningRate(), of.spent().budget(), of.variant());
            switch (of.split()) {
                case VALIDATION -> validation.put(candidate, metric);
                case TEST -> test.put(candidate, metric);
                case HELD_OUT_PAIRS -> {}
            }
        }
    }

    /** The training sequences after which alone a policy competes, by the paper's rule of epochs. */
    private static Optional<List<Integer>> rule(FinishedRun run, boolean competing) {
        return competing && run.followsPaperRule()
                ? Optional.of(EpochRule.PAPER_RULE.candidates(
                        Integer.parseInt(labels(run).settings().getOrDefault("k", "0"))))
                : Optional.empty();
    }

    private static Labels.Elicited labels(FinishedRun run) {
        return (Labels.Elicited) run.plan().labels();
    }

    /** Only those that all of the given seeds have. */
    Candidates ofAll(Collection<Long> seeds) {
        Map<Candidate, SortedMap<Long, Measured>> some = new LinkedHashMap<>(bySeed);
        some.values().removeIf(measured -> !measured.keySet().containsAll(seeds));
        return new Candidates(some);
    }

    boolean isEmpty() {
        return bySeed.isEmpty();
    }

    /** The same with the best draw of each seed, by its correctness on a split, in place of all draws; of equals the first. */
    Candidates bestDraws(Split by) {
        Map<Candidate, SortedMap<Long, Measured>> best = new LinkedHashMap<>();
        bySeed.forEach((candidate, seeds) -> {
            SortedMap<Long, Measured> kept = best.computeIfAbsent(Draws.best(candidate), c -> new TreeMap<>());
            seeds.forEach((seed, measured) -> kept.merge(
                    seed,
                    measured,
                    (a, b) -> b.on(by).correctness().correct()
                                    > a.on(by).correctness().correct()
                            ? b
                            : a));
        });
        return new Candidates(best);
    }

    Candidate bestOnValidation() {
        return Selection.onValidation(bySeed.keySet().stream()
                .map(candidate ->
                        new ValidationScore(candidate, validation(candidate).correctness()))
                .toList());
    }

    /** By the paper's protocol. */
    Candidate bestOnTest() {
        return Selection.onTest(bySeed.keySet().stream()
                .map(candidate -> new TestScore(candidate, test(candidate).correctness()))
                .toList());
    }

    Measurement validation(Candidate candidate) {
        return measurement(candidate, Split.VALIDATION);
    }

    Measurement test(Candidate candidate) {
        return measurement(candidate, Split.TEST);
    }

    private Measurement measurement(Candidate candidate, Split split) {
        SortedMap<Long, EvaluationMetric> metrics = new TreeMap<>();
        Objects.requireNonNull(bySeed.get(candidate))
                .forEach((seed, measured) -> metrics.put(seed, measured.on(split)));
        return new Measurement(metrics);
    }

    /** Every budget at the learning rate and the variant of a candidate, ascending. */
    List<BudgetPoint> budget(Candidate chosen) {
        SortedMap<Long, BudgetPoint> points = new TreeMap<>();
        for (Candidate candidate : bySeed.keySet()) {
            if (candidate.learningRate() == chosen.learningRate()
                    && candidate.variant().equals(chosen.variant())) {
                points.put(candidate.budget(), new BudgetPoint(candidate.budget(), test(candidate)));
            }
        }
        return List.copyOf(points.values());
    }

    /**
     * Each seed's mean correctness on test over the draws that a candidate is the best of, or else over all variants at its
     * learning rate and budget.
     *
     * @param chosen of {@link #bestDraws}; these are the draws themselves
     * @param gap the recovered share of the gap at some correctness
     * @return empty where there is one
     */
    Optional<VariantMean> variants(Candidate chosen, DoubleFunction<OptionalDouble> gap) {
        List<Candidate> at = bySeed.keySet().stream()
                .filter(candidate ->
                        candidate.learningRate() == chosen.learningRate() && candidate.budget() == chosen.budget())
                .toList();
        List<Candidate> draws = at.stream()
                .filter(candidate ->
                        Draws.isDraw(candidate) && Draws.best(candidate).equals(chosen))
                .toList();
        List<Candidate> variants = draws.isEmpty()
                ? at.stream().filter(candidate -> !Draws.isDraw(candidate)).toList()
                : draws;
        if (variants.size() < 2) {
            return Optional.empty();
        }
        List<Double> means = new ArrayList<>();
        for (Long seed : test(variants.getFirst()).seeds()) {
            means.add(variants.stream()
                    .mapToDouble(variant ->
                            Objects.requireNonNull(test(variant).values().get(seed)))
                    .average()
                    .orElseThrow());
        }
        Estimate test = Estimate.over(means);
        return Optional.of(new VariantMean(variants.size(), test, gap.apply(test.mean())));
    }
}
