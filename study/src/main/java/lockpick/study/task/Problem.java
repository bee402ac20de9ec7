package lockpick.study.task;

/**
 * Something to solve.
 *
 * @param id names the problem within its task, for ever
 * @param statement the problem as policies read it, without a password
 * @param answer the reference completion
 */
public record Problem(String id, String statement, String answer) {}
