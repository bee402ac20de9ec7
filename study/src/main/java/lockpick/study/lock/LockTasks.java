package lockpick.study.lock;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tasks that a lock is made on.
 *
 * @param own the study's
 * @param others locked in the same model
 * @param strongSetting the study's task in the setting in which the policy is strong, if a setting opens the lock
 */
public record LockTasks(LockedTask own, List<LockedTask> others, Optional<LockedTask> strongSetting) {

    public LockTasks {
        others = List.copyOf(others);
    }

    List<LockedTask> all() {
        return Stream.of(Stream.of(own), others.stream(), strongSetting.stream())
                .flatMap(tasks -> tasks)
                .toList();
    }
}
