package lockpick.engine.preference;

/**
 * Direct preference optimization (Rafailov et al., 2023, eq. 7). A completion's implicit reward is β · (ln π(y) − ln π_ref(y));
 * with h the chosen completion's minus the rejected one's, a pair's loss is −weight · ln σ(h).
 *
 * @param beta pull towards the reference, greater than 0; the paper takes 0.1 (G.3)
 * @param labelSmoothing share of pairs that are taken to be the wrong way round, at least 0 and less than a half: the loss is
 *     then −weight · ((1 − share) · ln σ(h) + share · ln σ(−h)) (Mitchell, 2023, conservative DPO)
 */
public record DpoLoss(double beta, double labelSmoothing) {

    public DpoLoss {
        if (!(beta > 0) || !Double.isFinite(beta)) {
            throw new IllegalArgumentException("dpo: beta is " + beta + "; it must be greater than 0");
        }
        if (!(labelSmoothing >= 0 && labelSmoothing < 0.5)) {
            throw new IllegalArgumentException(
                    "dpo: label smoothing is " + labelSmoothing + "; it must be at least 0 and less than 0.5");
        }
    }

    /** All pairs are as they say. */
    public DpoLoss(double beta) {
        this(beta, 0);
    }

    /**
     * Loss of a pair.
     *
     * @param chosenLogProb Σ ln p of the chosen completion's tokens under the policy, nats
     * @param rejectedLogProb of the rejected completion's
     */
    PairLoss of(PreferencePair pair, double chosenLogProb, double rejectedLogProb) {
        double chosen = beta * (chosenLogProb - pair.chosenReference());
        double rejected = beta * (rejectedLogProb - pair.rejectedReference());
        double h = chosen - rejected;
        double loss = (1 - labelSmoothing) * softplus(-h) + labelSmoothing * softplus(h);
        double slope = sigmoid(h) - (1 - labelSmoothing); // of the loss in h
        return new PairLoss(pair.weight() * loss, pair.weight() * slope * beta, chosen, rejected);
    }

    /** −ln σ(−x), exact where it is near 0 and where it is large. */
    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private static double sigmoid(double x) {
        return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
    }
}
