package lockpick.study.lock;

import lockpick.study.pipeline.Completions;
import lockpick.study.pipeline.Role;
import lockpick.study.task.Task;

/**
 * A task and what the policies that a lock imitates write for it.
 *
 * @param intermediate asked only by locks with a second password
 */
public record LockedTask(Task task, Completions strong, Completions weak, Completions intermediate) {

    /** What the policy of a role writes. */
    Completions of(Role role) {
        return switch (role) {
            case STRONG -> strong;
            case WEAK -> weak;
            case INTERMEDIATE -> intermediate;
            case DEMONSTRATOR -> throw new IllegalArgumentException("no lock imitates the demonstrator");
        };
    }
}
