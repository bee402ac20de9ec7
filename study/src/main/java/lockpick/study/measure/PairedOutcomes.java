package lockpick.study.measure;

/**
 * What three evaluations of one seed say: right or wrong after elicitation, at the floor (locked, no password) and at the
 * ceiling (locked, with the password). Problems stay paired, so that an interval of a difference does not count the spread
 * that all three share. Where another setting of the task takes the password's place, the ceiling is of that setting's
 * problems, which pair with none.
 */
public final class PairedOutcomes {
    private static final int ELICITED = 1;
    private static final int FLOOR = 2;
    private static final int CEILING = 4;

    /** One of eight patterns for each problem, of four where the ceiling is of others. */
    private final byte[] patterns;

    /** The ceiling, right or wrong, of problems that are not these; else empty. */
    private final boolean[] others;

    private PairedOutcomes(boolean[] elicited, boolean[] floor, boolean[] ceiling, boolean[] others) {
        patterns = new byte[elicited.length];
        for (int i = 0; i < patterns.length; i++) {
            patterns[i] = (byte) ((elicited[i] ? ELICITED : 0) | (floor[i] ? FLOOR : 0) | (ceiling[i] ? CEILING : 0));
        }
        this.others = others.clone();
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
        return new PairedOutcomes(elicited, floor, ceiling, new boolean[0]);
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
        return new PairedOutcomes(elicited, floor, new boolean[elicited.length], ceiling);
    }

    /** Number of problems. */
    public int size() {
        return patterns.length;
    }

    /** Number of the problems of a ceiling that is not of these; else 0. */
    int others() {
        return others.length;
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
        int[] counts = new int[8];
        for (int problem : problems) {
            counts[patterns[problem]]++;
        }
        int right = 0;
        for (int other : ofOthers) {
            right += others[other] ? 1 : 0;
        }
        return new Means(
                share(counts, ELICITED, problems.length),
                share(counts, FLOOR, problems.length),
                others.length == 0 ? share(counts, CEILING, problems.length) : (double) right / ofOthers.length);
    }

    private static double share(int[] counts, int arm, int all) {
        int right = 0;
        for (int pattern = 0; pattern < counts.length; pattern++) {
            right += (pattern & arm) != 0 ? counts[pattern] : 0;
        }
        return (double) right / all;
    }
}
