package lockpick.study.grade;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Compares the number that a completion answers with to that of the reference ({@link AnswerNumber} says which these are).
 * A completion without a number is wrong (docs/tasks/answer-grading.md).
 *
 * @param tolerance how far they may lie apart, as a share of the reference or of 1, whichever is more; 0 for the same number
 */
public record NumericMatch(double tolerance) implements Grader {

    /** @throws IllegalArgumentException if the tolerance is negative or not less than 1 */
    public NumericMatch {
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new IllegalArgumentException("tolerance is " + tolerance + "; expected at least 0 and less than 1");
        }
    }

    @Override
    public Grade grade(String completion, String reference) {
        Optional<BigDecimal> expected = AnswerNumber.in(reference);
        if (expected.isEmpty()) {
            return Grade.undecided("the reference holds no number");
        }
        Optional<BigDecimal> given = AnswerNumber.in(completion);
        if (given.isEmpty()) {
            return Grade.incorrect("no number; expected " + expected.get());
        }
        BigDecimal apart = given.get().subtract(expected.get()).abs();
        BigDecimal allowed =
                new BigDecimal(tolerance).multiply(expected.get().abs().max(BigDecimal.ONE));
        String reason = given.get() + (apart.compareTo(allowed) <= 0 ? " is " : " is not ") + expected.get();
        return apart.compareTo(allowed) <= 0 ? Grade.correct(reason) : Grade.incorrect(reason);
    }
}
