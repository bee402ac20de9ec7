package lockpick.study.measure;

import java.util.List;

/**
 * Exact one-sided test of McNemar (1947): does elicitation make a policy right on more problems than it makes it wrong?
 *
 * <p>If it changes nothing, a problem on which the two policies differ is as likely gained as lost. So of d such problems,
 * of all seeds together, the gained ones are binomial with probability ½, and p is the chance of as many or more. It asks
 * about these seeds' models, not about models of other seeds: how far seeds differ is no part of it.
 */
public final class McNemar {
    private McNemar() {}

    /**
     * @param seeds the rise of each seed, at least one
     * @return p in 0..1; 1 if no problem changed
     */
    public static double rises(List<Rise> seeds) {
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("McNemar: expected the rise of at least one seed, was given none");
        }
        return upperTail(
                seeds.stream().mapToInt(Rise::gained).sum(),
                seeds.stream().mapToInt(Rise::lost).sum());
    }

    /** The chance of at least so many heads in {@code heads + tails} tosses of a fair coin, summed from the smallest term. */
    static double upperTail(int heads, int tails) {
        int tosses = heads + tails;
        double log = -tosses * Math.log(2); // of the chance that all are heads
        double sum = 0;
        for (int k = tosses; k >= heads; k--) {
            sum += Math.exp(log);
            log += Math.log(k) - Math.log(tosses - k + 1.0);
        }
        return Math.min(1, sum);
    }
}
