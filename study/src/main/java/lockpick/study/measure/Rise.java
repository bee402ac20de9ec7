package lockpick.study.measure;

/**
 * What elicitation changed in one seed's policy, problem by problem: wrong before and right after, the reverse, or
 * nothing.
 */
public final class Rise {

    private final boolean[] before;
    private final boolean[] after;
    private final double[] changes; // 1, −1 or 0
    private final int gained;
    private final int lost;

    /**
     * @param before for each problem, whether the policy is right before elicitation
     * @param after the same after it, in the same order
     * @throws IllegalArgumentException if the two differ in length or are empty
     */
    public Rise(boolean[] before, boolean[] after) {
        if (before.length != after.length || before.length == 0) {
            throw new IllegalArgumentException("rise: " + before.length + " problems before and " + after.length
                    + " after elicitation; expected the same ones, at least one");
        }
        this.before = before.clone();
        this.after = after.clone();
        changes = new double[before.length];
        int up = 0;
        int down = 0;
        for (int i = 0; i < changes.length; i++) {
            changes[i] = (after[i] ? 1 : 0) - (before[i] ? 1 : 0);
            up += changes[i] > 0 ? 1 : 0;
            down += changes[i] < 0 ? 1 : 0;
        }
        gained = up;
        lost = down;
    }

    /** Number of problems. */
    public int size() {
        return changes.length;
    }

    /** Problems that only the policy after elicitation gets right. */
    public int gained() {
        return gained;
    }

    /** Problems that only the policy before elicitation gets right. */
    public int lost() {
        return lost;
    }

    /** Correctness after less correctness before, in −1..1. */
    public double mean() {
        return (double) (gained - lost) / changes.length;
    }

    /** By how much each problem rose, in −1..1. */
    public ProblemValues values() {
        return ProblemValues.differences(after, before);
    }

    /** Whether each problem is right afterwards, 0 or 1. */
    public ProblemValues afterwards() {
        return ProblemValues.shares(after);
    }

    /**
     * Correctness afterwards less that after another elicitation, problem by problem, in −1..1.
     *
     * @throws IllegalArgumentException if the two differ in the number of problems
     */
    public ProblemValues afterwardsLess(Rise other) {
        return ProblemValues.differences(after, other.after);
    }

    double[] changes() {
        return changes;
    }
}
