package lockpick.report.result;

import java.util.List;

/**
 * One elicitation result: a lock, who wrote the demonstrations, and how many.
 *
 * @param seeds the seeds that have finished under every learning rate; the others cannot take part in the selection
 * @param plannedSeeds how many there will be
 * @param onValidation selected on validation, reported on test
 * @param onTest selected on test: the paper's protocol, biased upwards; its gap has no interval
 * @param budget every budget evaluated, at the learning rate selected on validation
 */
public record Elicitation(
        String lock,
        String demonstrations,
        int k,
        List<Long> seeds,
        int plannedSeeds,
        Choice onValidation,
        Choice onTest,
        List<BudgetPoint> budget) {

    public Elicitation {
        seeds = List.copyOf(seeds);
        budget = List.copyOf(budget);
    }
}
