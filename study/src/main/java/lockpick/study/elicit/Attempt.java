package lockpick.study.elicit;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import lockpick.study.measure.Spent;
import lockpick.study.policy.Policy;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.Problem;

/**
 * What a method has made so far, to be measured.
 *
 * @param asked how it is asked a problem
 * @param truncated whether a problem is asked with less than was meant, for want of room
 * @param variant which of several things that the method tries beside each other; empty where it tries one
 * @param spent until now
 */
public record Attempt(
        Policy policy,
        Function<Problem, Prompt> asked,
        Predicate<Problem> truncated,
        Optional<String> variant,
        Spent spent) {

    /** Nothing is left out of any prompt. */
    public Attempt(Policy policy, Function<Problem, Prompt> asked, Optional<String> variant, Spent spent) {
        this(policy, asked, problem -> false, variant, spent);
    }

    /** The only one at its budget. */
    public Attempt(Policy policy, Function<Problem, Prompt> asked, Spent spent) {
        this(policy, asked, Optional.empty(), spent);
    }
}
