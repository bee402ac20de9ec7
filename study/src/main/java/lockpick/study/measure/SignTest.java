package lockpick.study.measure;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Exact one-sided sign test: does elicitation raise one policy on more problems than another?
 *
 * <p>Of the problems on which the two rises differ, if elicitation does the same to both, either policy is as likely to have
 * risen more as the other. So it is {@link McNemar} of what differs between two rises, and asks about these models alone.
 *
 * @param more problems on which the first rose more
 * @param less problems on which the second did
 * @param problems of all seeds together, those without a difference among them
 */
public record SignTest(int more, int less, int problems) {

    private static final double POWER = 0.8;
    private static final int TRIALS = 1_000;
    private static final int HALVINGS = 8; // to within 1/256
    private static final long SEED = 20240529;

    /** Against a policy that never changes: what elicitation gained and lost. @param seeds at least one */
    public static SignTest of(List<Rise> seeds) {
        return new SignTest(
                seeds.stream().mapToInt(Rise::gained).sum(),
                seeds.stream().mapToInt(Rise::lost).sum(),
                seeds.stream().mapToInt(Rise::size).sum());
    }

    /**
     * @param others in the order of the seeds
     * @throws IllegalArgumentException if there is no seed, or the two differ in seeds or in the problems of one
     */
    public static SignTest of(List<Rise> some, List<Rise> others) {
        if (some.size() != others.size() || some.isEmpty()) {
            throw new IllegalArgumentException("sign test: " + some.size() + " seeds of one policy and " + others.size()
                    + " of the other; expected the same seeds, at least one");
        }
        int more = 0;
        int less = 0;
        int problems = 0;
        for (int seed = 0; seed < some.size(); seed++) {
            double[] changes = some.get(seed).changes();
            double[] against = others.get(seed).changes();
            if (changes.length != against.length) {
                throw new IllegalArgumentException("sign test: " + changes.length + " problems of one policy and "
                        + against.length + " of the other; expected the same ones");
            }
            for (int i = 0; i < changes.length; i++) {
                more += changes[i] > against[i] ? 1 : 0;
                less += changes[i] < against[i] ? 1 : 0;
            }
            problems += changes.length;
        }
        return new SignTest(more, less, problems);
    }

    /** The chance of as many or more, in 0..1; 1 if nothing differs. */
    public double p() {
        return McNemar.upperTail(more, less);
    }

    /**
     * The share of problems on which the first policy would have to rise more besides, were these the differences that come
     * about by chance or teaching, for p to fall below a level in four trials out of five. By simulation, with two more
     * differences in the way, so that few problems do not pass for none.
     *
     * @return in 0..1, to within 1/256; 1 where no share would do
     */
    public double detectable(double level) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (power(middle, level) < POWER) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double power(double share, double level) {
        SplittableRandom random = new SplittableRandom(SEED);
        Binomial binomial = new Binomial(problems);
        int found = 0;
        for (int i = 0; i < TRIALS; i++) {
            int ups = binomial.draw(random, problems, Math.min(1, (double) more / problems + share));
            int downs = binomial.draw(random, problems, Math.min(1, (less + 2.0) / problems));
            found += McNemar.upperTail(ups, downs) < level ? 1 : 0;
        }
        return (double) found / TRIALS;
    }
}
