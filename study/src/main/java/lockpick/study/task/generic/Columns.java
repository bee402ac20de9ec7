package lockpick.study.task.generic;

import java.util.Map;
import java.util.Optional;

/**
 * Which columns of a user's files hold what.
 *
 * @param statement the problem
 * @param answer the reference answer
 * @param id names the problem; without one the content hash does
 * @param difficulty how hard it is
 * @param domains ways of grouping, each with its column: {@code topic} → {@code subject}
 */
public record Columns(
        String statement,
        String answer,
        Optional<String> id,
        Optional<String> difficulty,
        Map<String, String> domains) {

    public Columns {
        domains = Map.copyOf(domains);
    }
}
