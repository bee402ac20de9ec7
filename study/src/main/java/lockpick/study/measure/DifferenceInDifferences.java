package lockpick.study.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * By how much elicitation raises a locked policy more than it raises a control, on the same problems:
 *
 * <pre>(after − before) of the lock  −  (after − before) of the control</pre>
 *
 * <p>Whatever elicitation does to any policy, teaching the form of an answer or breaking it, is in both rises and cancels.
 * The paper has no such controls; the comparison is the usual one of two groups over time (Ashenfelter and Card, 1985).
 */
public final class DifferenceInDifferences {
    private DifferenceInDifferences() {}

    /**
     * @param locked what elicitation changed in the locked policy of each seed
     * @param control the same for the control, in the order of the seeds
     * @return mean over seeds of the mean over problems, in −2..2, with its intervals
     * @throws IllegalArgumentException if there is no seed, or the two differ in seeds or in the problems of one
     */
    public static MeanEstimate of(List<Rise> locked, List<Rise> control, PairedBootstrap bootstrap) {
        if (locked.size() != control.size()) {
            throw new IllegalArgumentException("difference in differences: " + locked.size() + " seeds of the lock and "
                    + control.size() + " of the control; expected the same seeds");
        }
        List<ProblemValues> seeds = new ArrayList<>();
        for (int i = 0; i < locked.size(); i++) {
            seeds.add(ProblemValues.differencesOfDifferences(
                    locked.get(i).changes(), control.get(i).changes()));
        }
        return bootstrap.mean(seeds);
    }
}
