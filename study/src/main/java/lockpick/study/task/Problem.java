package lockpick.study.task;

import java.util.Map;

/**
 * Something to solve.
 *
 * @param id names the problem within its task, for ever
 * @param statement the problem as policies read it, without a password
 * @param answer the reference completion
 * @param domains the domain it belongs to, for each way of grouping the task's problems: {@code category} →
 *     {@code algebra}
 */
public record Problem(String id, String statement, String answer, Map<String, String> domains) {

    public Problem {
        domains = Map.copyOf(domains);
    }

    /** A problem of a task without domains. */
    public Problem(String id, String statement, String answer) {
        this(id, statement, answer, Map.of());
    }
}
