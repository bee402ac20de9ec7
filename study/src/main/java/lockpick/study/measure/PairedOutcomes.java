package lockpick.study.measure;

/**
 * What three evaluations of one seed say about the same problems: right or wrong after elicitation, at the floor (locked,
 * no password) and at the ceiling (locked, with the password). Problems stay paired, so that an interval of a difference
 * does not count the spread that all three share.
 */
public final class PairedOutcomes {
    private static final int ELICITED = 1;
    private static final int FLOOR = 2;
    private static final int CEILING = 4;

    /** One of eight patterns for each problem. */
    private final byte[] patterns;

    /**
     * @param elicited for each problem, whether the unlocked policy is right
     * @param floor the same for the locked policy without the password, in the same order
     * @param ceiling the same for the locked policy with the password, in the same order
     * @throws IllegalArgumentException if the three differ in length or are empty
     */
    public PairedOutcomes(boolean[] elicited, boolean[] floor, boolean[] ceiling) {
        if (elicited.length != floor.length || elicited.length != ceiling.length || elicited.length == 0) {
            throw new IllegalArgumentException("paired outcomes: " + elicited.length + " elicited, " + floor.length
                    + " floor and " + ceiling.length + " ceiling; expected the same number of each, at least one");
        }
        patterns = new byte[elicited.length];
        for (int i = 0; i < patterns.length; i++) {
            patterns[i] = (byte) ((elicited[i] ? ELICITED : 0) | (floor[i] ? FLOOR : 0) | (ceiling[i] ? CEILING : 0));
        }
    }

    /** Number of problems. */
    public int size() {
        return patterns.length;
    }

    byte pattern(int problem) {
        return patterns[problem];
    }

    /** The three correctnesses, each in 0..1, of problems counted by pattern. */
    record Means(double elicited, double floor, double ceiling) {

        static Means of(int[] countByPattern) {
            int elicited = 0;
            int floor = 0;
            int ceiling = 0;
            int all = 0;
            for (int pattern = 0; pattern < countByPattern.length; pattern++) {
                int count = countByPattern[pattern];
                elicited += (pattern & ELICITED) != 0 ? count : 0;
                floor += (pattern & FLOOR) != 0 ? count : 0;
                ceiling += (pattern & CEILING) != 0 ? count : 0;
                all += count;
            }
            return new Means((double) elicited / all, (double) floor / all, (double) ceiling / all);
        }
    }
}
