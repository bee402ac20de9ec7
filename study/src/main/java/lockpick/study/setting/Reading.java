package lockpick.study.setting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What came out of a file: the value, if nothing was wrong with it, every problem, and, for rules that compare settings
 * with one another, each part that could be read although others could not.
 *
 * @param value empty when a problem prevented it
 * @param problems in the order they were met
 * @param parts by path, such as {@code elicit[0].k[2]}
 * @param lines where each path stands; defaults stand in the line of what lacks them
 */
public record Reading<T>(
        Optional<T> value, List<Problem> problems, Map<String, Object> parts, Map<String, Integer> lines) {

    public Reading {
        problems = List.copyOf(problems);
        parts = Map.copyOf(parts);
        lines = Map.copyOf(lines);
    }

    /**
     * The value.
     *
     * @param what it should be, for the message: {@code run}
     * @throws IllegalArgumentException with every problem, if there are any
     */
    public T required(String what) {
        return value.orElseThrow(() -> new IllegalArgumentException("not a " + what + ": "
                + String.join("; ", problems.stream().map(Problem::text).toList())));
    }

    /** The value at a path, if it is there, could be read, and is of this type: what a path holds may hang on a choice. */
    public <P> Optional<P> part(String path, Class<P> type) {
        return Optional.ofNullable(parts.get(path)).filter(type::isInstance).map(type::cast);
    }

    /** True for a list without items; false for what could not be read. */
    public boolean isEmptyList(String path) {
        return parts.get(path) instanceof List<?> list && list.isEmpty();
    }

    /** The line of a path, or of the nearest part of the file that would hold it; 0 if none would. */
    public int line(String path) {
        String at = path;
        while (!at.isEmpty() && !lines.containsKey(at)) {
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return lines.getOrDefault(at, 0);
    }

    /** Paths of a list's items, readable or not, in order. */
    public List<String> items(String listPath) {
        return IntStream.iterate(0, i -> lines.containsKey(listPath + "[" + i + "]"), i -> i + 1)
                .mapToObj(i -> listPath + "[" + i + "]")
                .toList();
    }
}
