package lockpick.engine.policygradient;

/**
 * The objective at one token, to be made small.
 *
 * @param loss −surrogate + coefficient · kl
 * @param slope its derivative by the token's log-probability
 * @param isClipped whether the surrogate is at its limit, so that nothing pushes further
 * @param kl estimate of the divergence from the reference, at least 0; 0 where there is none
 */
record TokenLoss(double loss, double slope, boolean isClipped, double kl) {}
