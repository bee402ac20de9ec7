package lockpick.study.gate;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lockpick.study.measure.Estimate;

/**
 * What one policy gave under one prompt: a number for each problem, by seed and by the problem's id. Where a problem was
 * completed several times, the number is the mean.
 *
 * @param bySeed at least one seed, each with at least one problem
 */
public record Arm(SortedMap<Long, SortedMap<String, Double>> bySeed) {

    public Arm {
        if (bySeed.isEmpty() || bySeed.values().stream().anyMatch(Map::isEmpty)) {
            throw new IllegalArgumentException("arm: expected at least one seed, and a problem of each");
        }
        SortedMap<Long, SortedMap<String, Double>> copy = new TreeMap<>();
        bySeed.forEach((seed, values) -> copy.put(seed, Collections.unmodifiableSortedMap(new TreeMap<>(values))));
        bySeed = Collections.unmodifiableSortedMap(copy);
    }

    /** One seed's numbers, such as nats per token, by problem or text. */
    public static Arm of(long seed, Map<String, Double> values) {
        return new Arm(new TreeMap<>(Map.of(seed, new TreeMap<>(values))));
    }

    /** One seed's grades: whether the completion of each problem is right. What no grader could judge is not. */
    public static Arm graded(long seed, Map<String, Boolean> right) {
        return of(
                seed,
                right.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue() ? 1.0 : 0.0)));
    }

    /** The mean over the problems of each seed, and over the seeds. */
    public Estimate mean() {
        return Estimate.over(bySeed.values().stream()
                .map(values -> values.values().stream()
                        .mapToDouble(value -> value)
                        .average()
                        .orElseThrow())
                .toList());
    }

    /**
     * This arm and more problems or seeds of it.
     *
     * @throws IllegalArgumentException if both have a problem of the same seed
     */
    public Arm and(Arm other) {
        SortedMap<Long, SortedMap<String, Double>> both = new TreeMap<>();
        bySeed.forEach((seed, values) -> both.put(seed, new TreeMap<>(values)));
        other.bySeed.forEach((seed, values) -> values.forEach((problem, value) -> {
            if (both.computeIfAbsent(seed, any -> new TreeMap<>()).put(problem, value) != null) {
                throw new IllegalArgumentException("arm: problem " + problem + " of seed " + seed + " is given twice");
            }
        }));
        return new Arm(both);
    }
}
