package lockpick.study.task;

import java.util.Locale;

/** What the problems of a task are set apart for. No problem is in two of them. */
public enum Split {
    /** Trains weak policies. */
    WEAK_TRAIN,
    /** Trains strong policies and locks. */
    LOCK_TRAIN,
    /** Demonstrations for elicitation come from here. */
    ELICIT_TRAIN,
    /** For selection: learning rates, epochs. */
    VALIDATION,
    /** Reported; nothing is chosen by it. */
    TEST;

    /** {@code lock-train}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
