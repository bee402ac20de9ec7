package lockpick.study.task;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lockpick.study.prompt.Answering;

/**
 * What a task holds, counted.
 *
 * @param sizes how many problems each split certainly has
 * @param domains by the way of grouping, such as {@code category}, and by domain how many problems each split has; a split
 *     that is left out has none. Empty for a task that does not group its problems
 * @param isMultipleChoice whether a policy chooses among options, where it could write what it likes
 */
public record TaskContents(
        Map<Split, Long> sizes, Map<String, Map<String, Map<Split, Long>>> domains, boolean isMultipleChoice) {

    public TaskContents {
        sizes = Map.copyOf(sizes);
        domains = Map.copyOf(domains);
    }

    /** Counts a task whose problems are all there. */
    static TaskContents of(DataTask<?> task) {
        Map<Split, Long> sizes = new EnumMap<>(Split.class);
        Map<String, Map<String, Map<Split, Long>>> domains = new TreeMap<>();
        for (Split split : Split.values()) {
            List<Problem> problems = task.all(split);
            sizes.put(split, (long) problems.size());
            problems.forEach(problem -> problem.domains()
                    .forEach((grouping, domain) -> domains.computeIfAbsent(grouping, any -> new TreeMap<>())
                            .computeIfAbsent(domain, any -> new EnumMap<>(Split.class))
                            .merge(split, 1L, Long::sum)));
        }
        return new TaskContents(sizes, domains, task.answering() instanceof Answering.Chosen);
    }

    /** How many problems a split certainly has. */
    public long size(Split split) {
        return sizes.getOrDefault(split, 0L);
    }

    /** Whether the task groups its problems so that some domains can be theirs. */
    public boolean areGroupedAs(Domains some) {
        return domains.containsKey(some.grouping());
    }

    /** How many problems of a split belong to some domains. */
    public long size(Split split, Domains some) {
        Map<String, Map<Split, Long>> known = domains.getOrDefault(some.grouping(), Map.of());
        return some.domains().stream()
                .mapToLong(domain -> known.getOrDefault(domain, Map.of()).getOrDefault(split, 0L))
                .sum();
    }
}
