package lockpick.engine.policygradient;

/**
 * How a policy does on a batch of its own completions: means over the completions, each a mean over its tokens.
 *
 * @param loss to be made small; where the policy is still the one that drew them it is −(mean advantage), and says little
 * @param clippedShare of tokens, from 0 to 1
 * @param kl estimate of the divergence from the reference, nats; 0 where there is none
 */
public record GrpoBatch(double loss, double clippedShare, double kl) {}
