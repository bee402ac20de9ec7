package lockpick.study.pipeline;

import java.util.List;
import java.util.Optional;

/**
 * What a policy drew for one problem.
 *
 * @param problem its id
 * @param completions as many as were asked for; equal ones may be among them
 * @param options probability of each option of a multiple-choice problem, in their order, adding up to 1; only where a
 *     model of ours was asked
 */
public record Sample(String problem, List<String> completions, Optional<List<Double>> options) {

    public Sample {
        completions = List.copyOf(completions);
        options = options.map(List::copyOf);
    }
}
