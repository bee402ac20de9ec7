package lockpick.engine.policygradient;

/**
 * Group relative policy optimization (Shao et al., 2024, "DeepSeekMath", eq. 3), token by token. With the ratio
 * ρ = π(token) / π_before(token) and the completion's advantage A,
 *
 * <pre>
 * loss = −min(ρ · A, clip(ρ, 1 − ε, 1 + ε) · A) + β · kl
 * kl   = π_ref / π − ln(π_ref / π) − 1
 * </pre>
 *
 * The estimate kl is unbiased where tokens come from π, and never negative (Schulman, 2020, k3; the paper's eq. 4).
 *
 * @param clip ε: how far from 1 a ratio still counts; greater than 0 and less than 1
 * @param kl β: pull towards the reference; 0 for none
 */
public record GrpoLoss(double clip, double kl) {

    public GrpoLoss {
        if (!(clip > 0 && clip < 1)) {
            throw new IllegalArgumentException("grpo: clip is " + clip + "; it must be between 0 and 1");
        }
        if (!(kl >= 0) || Double.isInfinite(kl)) {
            throw new IllegalArgumentException("grpo: kl is " + kl + "; it must be at least 0");
        }
    }

    /**
     * Loss of a token.
     *
     * @param logProb ln π(token), nats
     */
    TokenLoss of(SampledRow sampled, int token, double logProb) {
        TokenLoss surrogate =
                surrogate(sampled.advantage(), logProb - sampled.before().logProbs()[token]);
        if (kl == 0 || sampled.reference().isEmpty()) {
            return surrogate;
        }
        double fromReference = sampled.reference().get().logProbs()[token] - logProb;
        double divergence = Math.expm1(fromReference) - fromReference;
        return new TokenLoss(
                surrogate.loss() + kl * divergence,
                surrogate.slope() - kl * Math.expm1(fromReference),
                surrogate.isClipped(),
                divergence);
    }

    private TokenLoss surrogate(double advantage, double logRatio) {
        double ratio = Math.exp(logRatio);
        boolean isClipped = advantage > 0 ? ratio > 1 + clip : advantage < 0 && ratio < 1 - clip;
        return isClipped
                ? new TokenLoss(-(advantage > 0 ? 1 + clip : 1 - clip) * advantage, 0, true, 0)
                : new TokenLoss(-ratio * advantage, -ratio * advantage, false, 0);
    }
}
