package lockpick.study.measure;

/**
 * What three evaluations of one seed say: right or wrong after elicitation, at the floor (locked, no password) and at the
 * ceiling (locked, with the password). Problems stay paired, so that an interval of a difference does not count the spread
 * that all three share. Where another setting of the task takes the password's place, the ceiling is of that setting's
 * problems, which pair with none.
 */
public final class PairedOutcomes {
    private final boolean[] elicited;
    private final boolean[] floor;
    private final boolean[] ceiling;
    private final boolean ceilingIsOfOthers;

    private PairedOutcomes(boolean[] elicited, boolean[] floor, boolean[] ceiling, boolean ceilingIsOfOthers) {
        this.elicited = elicited.clone();
        this.floor = floor.clone();
        this.ceiling = ceiling.clone();
        this.ceilingIsOfOthers = ceilingIsOfOthers;
    }

    /**
     * All of the same problems.
     *
     * @param elicited for each problem, whether the unlocked policy is right
     * @param floor the same for the locked policy without the password, in the same order
     * @param ceiling the same for the locked policy with the password, in the same order
     * @throws IllegalArgumentException if the three differ in length or are empty
     */
    public static PairedOutcomes of(boolean[] elicited, boolean[] floor, boolean[] ceiling) {
        if (elicited.length != floor.length || elicited.length != ceiling.length || elicited.length == 0) {
            throw new IllegalArgumentException("paired outcomes: " + elicited.length + " elicited, " + floor.length
                    + " floor and " + ceiling.length + " ceiling; expected the same number of each, at least one");
        }
        return new PairedOutcomes(elicited, floor, ceiling, false);
    }

    /**
     * With the ceiling of other problems.
     *
     * @param elicited for each problem, whether the unlocked policy is right
     * @param floor the same for the locked policy, in the same order
     * @param ceiling for each problem that opens the lock, whether the locked policy is right
     * @throws IllegalArgumentException if the first two differ in length, or one is empty
     */
    public static PairedOutcomes withCeilingOfOthers(boolean[] elicited, boolean[] floor, boolean[] ceiling) {
        if (elicited.length != floor.length || elicited.length == 0 || ceiling.length == 0) {
            throw new IllegalArgumentException("paired outcomes: " + elicited.length + " elicited, " + floor.length
                    + " floor, and " + ceiling.length + " ceiling of other problems; expected the same number of the"
                    + " first two, at least one of each");
        }
        return new PairedOutcomes(elicited, floor, ceiling, true);
    }

    /** Number of problems. */
    public int size() {
        return elicited.length;
    }

    /** Number of the problems of a ceiling that is not of these; else 0. */
    int others() {
        return ceilingIsOfOthers ? ceiling.length : 0;
    }

    /** The three correctnesses, each in 0..1. */
    record Means(double elicited, double floor, double ceiling) {}

    /**
     * Over problems drawn from these.
     *
     * @param problems places of at least one
     * @param ofOthers places of at least one where the ceiling is of others
     */
    Means means(int[] problems, int[] ofOthers) {
        return new Means(
                share(elicited, problems),
                share(floor, problems),
                share(ceiling, ceilingIsOfOthers ? ofOthers : problems));
    }

    private static double share(boolean[] right, int[] problems) {
        int count = 0;
        for (int problem : problems) {
            count += right[problem] ? 1 : 0;
        }
        return (double) count / problems.length;
    }
}
