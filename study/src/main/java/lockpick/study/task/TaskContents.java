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
 * @param domains by the way of grouping, such as {@code category}, how many problems of LOCK_TRAIN each domain has; 0 where
 *     only other splits have some. Empty for a task that does not group its problems
 * @param isMultipleChoice whether a policy chooses among options, where it could write what it likes
 */
public record TaskContents(Map<Split, Long> sizes, Map<String, Map<String, Long>> domains, boolean isMultipleChoice) {

    public TaskContents {
        sizes = Map.copyOf(sizes);
        domains = Map.copyOf(domains);
    }

    /** Counts a task whose problems are all there. */
    static TaskContents of(DataTask<?> task) {
        Map<Split, Long> sizes = new EnumMap<>(Split.class);
        Map<String, Map<String, Long>> domains = new TreeMap<>();
        for (Split split : Split.values()) {
            List<Problem> problems = task.all(split);
            sizes.put(split, (long) problems.size());
            long counts = split == Split.LOCK_TRAIN ? 1 : 0;
            problems.forEach(problem -> problem.domains()
                    .forEach((grouping, domain) -> domains.computeIfAbsent(grouping, any -> new TreeMap<>())
                            .merge(domain, counts, Long::sum)));
        }
        return new TaskContents(sizes, domains, task.answering() instanceof Answering.Chosen);
    }

    /** How many problems a split certainly has. */
    public long size(Split split) {
        return sizes.getOrDefault(split, 0L);
    }
}
