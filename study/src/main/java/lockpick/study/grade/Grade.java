package lockpick.study.grade;

/**
 * A judgement of one completion.
 *
 * @param correct whether it solves the problem
 * @param finalCorrect whether its final result is right, whatever stands before it
 * @param reason why, in a few words
 */
public record Grade(boolean correct, boolean finalCorrect, String reason) {}
