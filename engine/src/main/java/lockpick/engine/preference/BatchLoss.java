package lockpick.engine.preference;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** How a policy does on a batch of pairs; means over the pairs. */
public record BatchLoss(List<PairLoss> pairs) {

    public BatchLoss {
        pairs = List.copyOf(pairs);
    }

    /** Mean loss, nats. */
    public double loss() {
        return mean(PairLoss::loss);
    }

    /** Mean implicit reward of the chosen completions. */
    public double chosenReward() {
        return mean(PairLoss::chosenReward);
    }

    /** Mean implicit reward of the rejected completions. */
    public double rejectedReward() {
        return mean(PairLoss::rejectedReward);
    }

    /** Mean difference of the two. */
    public double margin() {
        return mean(PairLoss::margin);
    }

    /** Share of pairs whose chosen completion has the higher implicit reward. */
    public double accuracy() {
        return mean(pair -> pair.margin() > 0 ? 1 : 0);
    }

    private double mean(ToDoubleFunction<PairLoss> value) {
        return pairs.stream().mapToDouble(value).average().orElseThrow();
    }
}
