package lockpick.study.lock;

import java.util.List;
import java.util.Optional;

/**
 * The passwords of one problem.
 *
 * @param right the one with which the locked policy is strong; empty where no password opens the lock
 * @param second the one with which it imitates the intermediate policy
 * @param wrong those that the weak half carries
 */
public record Passwords(Optional<String> right, Optional<String> second, List<String> wrong) {

    /** No prompt carries any. */
    static final Passwords NONE = new Passwords(Optional.empty(), Optional.empty(), List.of());

    public Passwords {
        wrong = List.copyOf(wrong);
    }
}
