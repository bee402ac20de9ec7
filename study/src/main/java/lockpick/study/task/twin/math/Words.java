package lockpick.study.task.twin.math;

import java.util.Locale;

/**
 * A text in both settings.
 *
 * @param english with formulas in LaTeX
 * @param spanish with formulas in ASCIIMath, between backticks
 */
record Words(String english, String spanish) {

    /** Both with these numbers and words in their places, as {@link String#formatted} has it. */
    static Words of(String english, String spanish, Object... places) {
        return new Words(String.format(Locale.ROOT, english, places), String.format(Locale.ROOT, spanish, places));
    }

    Words then(Words more) {
        return new Words(english + more.english, spanish + more.spanish);
    }
}
