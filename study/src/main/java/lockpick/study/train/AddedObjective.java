package lockpick.study.train;

/** Something else that training strives for, beside the loss of a step's batch: its gradients join the batch's. */
@FunctionalInterface
public interface AddedObjective {

    /** Adds nothing. */
    AddedObjective NONE = step -> 0;

    /**
     * Adds gradients to those at hand, which are the batch's, before the optimizer's step clips and uses their sum. Weights
     * are afterwards what they were, bit for bit. Called once for each new step, never for one that a journal has kept, so
     * whatever is drawn comes from a stream named after the step.
     *
     * @param step steps made before this one: 0 for the first
     * @return the objective's value at the weights at hand, already times its weight; 0 where this step has none
     */
    double addGradients(long step);
}
