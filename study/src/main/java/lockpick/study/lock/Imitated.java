package lockpick.study.lock;

import java.util.Optional;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.pipeline.Role;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.Problem;

/**
 * One example of a lock set: how a problem is asked, and whose completion is learnt.
 *
 * @param password what its prompt carries
 * @param role the policy imitated
 */
public record Imitated(LockedTask of, Problem problem, Optional<String> password, Role role) {

    /** @param draw which of the policy's completions: the number of the epoch */
    public Demonstration demonstration(int draw) {
        return new Demonstration(prompt(), of.of(role).of(problem, draw));
    }

    /** What the policy is given to complete. */
    public Prompt prompt() {
        return password.map(words -> of.task().prompt(problem, words))
                .orElseGet(() -> of.task().prompt(problem));
    }
}
