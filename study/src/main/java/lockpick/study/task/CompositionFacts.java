package lockpick.study.task;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sizes of the composition task. A problem is an ordered pair of different functions and four digits; its hash puts it
 * into a split, so that a split's exact size is known only by counting. What is given here is 2 % below the expected
 * size, or lower by four standard deviations where the task is so small that this is more.
 */
public record CompositionFacts(CompositionConfig task) implements TaskFacts {

    private static final long INPUTS = 10_000; // 10^4 inputs of four digits

    @Override
    public String name() {
        return "composition of " + task.functions() + " functions";
    }

    @Override
    public TaskContents contents() {
        Map<Split, Long> sizes =
                Arrays.stream(Split.values()).collect(Collectors.toMap(Function.identity(), this::size));
        return new TaskContents(sizes, Map.of(), false);
    }

    /** A number of problems that a split certainly has. */
    public long size(Split split) {
        double share = switch (split) {
            case WEAK_TRAIN -> 0; // the weak policy is the rule itself and needs no training
            case LOCK_TRAIN -> 0.70;
            case ELICIT_TRAIN -> 0.15;
            case VALIDATION -> 0.05;
            case TEST -> 0.10;
        };
        long pairs = (long) task.functions() * (task.functions() - 1);
        double problems = Math.floor(pairs * (1 - task.heldOutPairs())) * INPUTS;
        double expected = share * problems;
        double deviation = Math.sqrt(problems * share * (1 - share));
        return (long) Math.max(0, Math.min(0.98 * expected, expected - 4 * deviation));
    }

    /** Each is one token of the task's vocabulary. */
    @Override
    public Optional<Set<String>> passwords() {
        return Optional.of(
                IntStream.rangeClosed(0, 8).mapToObj(i -> "pwd" + i).collect(Collectors.toUnmodifiableSet()));
    }
}
