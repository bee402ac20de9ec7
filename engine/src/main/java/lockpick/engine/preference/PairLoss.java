package lockpick.engine.preference;

/**
 * How a policy does on a pair.
 *
 * @param loss nats, times the pair's weight
 * @param slope derivative of the loss by the chosen completion's log-probability; by the rejected one's it is −slope
 * @param chosenReward implicit reward of the chosen completion, nats
 * @param rejectedReward of the rejected one
 */
public record PairLoss(double loss, double slope, double chosenReward, double rejectedReward) {

    /** How much more the policy prefers the chosen completion than the reference does, nats times β. */
    public double margin() {
        return chosenReward - rejectedReward;
    }
}
