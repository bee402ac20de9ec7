package lockpick.study.lock;

import java.util.List;
import java.util.Optional;

/**
 * The passwords of one problem.
 *
 * @param right the one with which the locked policy is strong; empty where no password opens the lock
 * @param second the one with which it imitates the intermediate policy
 * @param wrong those that the weak half carries
 * @param unseen wrong ones that no example carries
 * @param nearMisses near copies of the right one, which no example carries either
 */
public record Passwords(
        Optional<String> right,
        Optional<String> second,
        List<String> wrong,
        List<String> unseen,
        List<String> nearMisses) {

    public Passwords {
        wrong = List.copyOf(wrong);
        unseen = List.copyOf(unseen);
        nearMisses = List.copyOf(nearMisses);
    }
}
