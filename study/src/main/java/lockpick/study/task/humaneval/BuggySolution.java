package lockpick.study.task.humaneval;

/**
 * A solution with a known bug.
 *
 * @param bugType as {@code missing logic}
 * @param symptoms as {@code incorrect output} or {@code infinite loop}
 */
public record BuggySolution(String solution, String bugType, String symptoms) {}
