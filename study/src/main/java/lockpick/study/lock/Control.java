package lockpick.study.lock;

import java.util.Locale;
import lockpick.study.pipeline.Role;

/**
 * What a lock's data is made into, so that elicitation can be told from teaching (docs/methods/controls.md): the same
 * prompts, imitating one policy everywhere.
 */
public enum Control {
    /** No control: the lock itself. */
    NONE,
    /** Strong everywhere: what elicitation does to a model that hides nothing. */
    NEVER_LOCKED,
    /** Weak everywhere, from weights that never had the capability: what elicitation teaches. */
    NEVER_CAPABLE;

    /** Whom an example imitates under this control. @param locked whom it imitates in the lock */
    Role imitated(Role locked) {
        return switch (this) {
            case NONE -> locked;
            case NEVER_LOCKED -> Role.STRONG;
            case NEVER_CAPABLE -> Role.WEAK;
        };
    }

    /** {@code never-locked}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
