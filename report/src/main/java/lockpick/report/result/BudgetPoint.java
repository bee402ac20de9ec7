package lockpick.report.result;

/**
 * Correctness on test after some training, at the learning rate selected on validation.
 *
 * @param sequences seen so far
 */
public record BudgetPoint(long sequences, double epochs, Measurement test) {}
