package lockpick.report.result;

import lockpick.study.measure.Spent;

/**
 * Correctness on test at some budget, with the learning rate and the variant selected on validation.
 *
 * @param budget as {@link Spent#budget} counts it
 */
public record BudgetPoint(long budget, Measurement test) {

    /** Training sequences seen so far. */
    public long sequences() {
        return Math.round(test.spent(Spent::sequences));
    }

    /** Completions drawn and graded so far. */
    public long samples() {
        return Math.round(test.spent(Spent::samples));
    }

    /** Passes over the training data so far. */
    public double epochs() {
        return test.spent(Spent::epochs);
    }
}
