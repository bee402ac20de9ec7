package lockpick.study.pipeline;

import java.util.Locale;

/** The part that a policy plays in a study (paper §4.1). */
public enum Role {
    /** Has the capability; imitated with the password. */
    STRONG,
    /** Lacks it; imitated without the password. */
    WEAK,
    /** Between the two; imitated with the second password of the adversarial lock (paper Fig 16). */
    INTERMEDIATE,
    /** Writes demonstrations of high quality. */
    DEMONSTRATOR;

    /** {@code strong}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
