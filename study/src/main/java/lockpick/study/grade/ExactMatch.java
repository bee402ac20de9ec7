package lockpick.study.grade;

import java.util.Locale;

/**
 * Correct is the reference itself, whatever blanks stand around it.
 *
 * @param ignoreCase whether {@code paris} is {@code Paris}
 */
public record ExactMatch(boolean ignoreCase) implements Grader {

    @Override
    public Grade grade(String completion, String reference) {
        String given = form(completion);
        String expected = form(reference);
        return given.equals(expected) ? Grade.correct("exact match") : Grade.incorrect("expected " + expected);
    }

    private String form(String text) {
        return ignoreCase ? text.strip().toLowerCase(Locale.ROOT) : text.strip();
    }
}
