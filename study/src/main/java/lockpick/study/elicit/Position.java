package lockpick.study.elicit;

import java.util.Locale;

/** Where words go. */
public enum Position {
    /** In front of the problem. */
    START,
    /** Behind it. */
    END,
    /** Where the task puts a password: in front and behind, as the paper has it (C.2). */
    BOTH;

    /** {@code both}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
