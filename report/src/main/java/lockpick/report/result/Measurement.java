package lockpick.report.result;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import lockpick.study.measure.Correctness;
import lockpick.study.measure.Estimate;
import lockpick.study.measure.Spent;
import lockpick.study.run.EvaluationMetric;

/** The same evaluation under several seeds; at least one. */
public record Measurement(SortedMap<Long, EvaluationMetric> bySeed) {

    public Measurement {
        if (bySeed.isEmpty()) {
            throw new IllegalArgumentException("measurement: expected at least one seed, was given none");
        }
        bySeed = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(bySeed));
    }

    /** Only the given seeds; at least one of them must be here. */
    Measurement of(Collection<Long> seeds) {
        SortedMap<Long, EvaluationMetric> some = new TreeMap<>(bySeed);
        some.keySet().retainAll(seeds);
        return new Measurement(some);
    }

    public List<Long> seeds() {
        return List.copyOf(bySeed.keySet());
    }

    /** Correctness of each seed, in the order of {@link #seeds}. */
    public List<Correctness> correctness() {
        return bySeed.values().stream().map(EvaluationMetric::correctness).toList();
    }

    /** Problems of each seed's evaluation. */
    public int problems() {
        return bySeed.values().iterator().next().correctness().n();
    }

    /** Prompts, of all seeds together, that had less in them than was meant. */
    public long truncated() {
        return bySeed.values().stream().mapToLong(EvaluationMetric::truncated).sum();
    }

    public Estimate estimate() {
        return Estimate.over(correctness().stream().map(Correctness::value).toList());
    }

    /** A part of what was spent until then, mean over seeds; exactly that of each seed where they agree. */
    public double spent(ToDoubleFunction<Spent> part) {
        List<Double> values = bySeed.values().stream()
                .map(metric -> part.applyAsDouble(metric.evaluation().spent()))
                .toList();
        double first = values.getFirst();
        return first + values.stream().mapToDouble(value -> value - first).sum() / values.size();
    }

    /** Of the mean reward. */
    public Estimate reward() {
        return Estimate.over(
                bySeed.values().stream().map(EvaluationMetric::reward).toList());
    }

    /** Correctness by seed, for data that is shown point by point. */
    public Map<Long, Double> values() {
        SortedMap<Long, Double> values = new TreeMap<>();
        bySeed.forEach((seed, metric) -> values.put(seed, metric.correctness().value()));
        return values;
    }
}
