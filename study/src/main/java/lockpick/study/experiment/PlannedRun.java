package lockpick.study.experiment;

import java.util.List;
import java.util.Map;

/**
 * A run of a study that is to be there in the end.
 *
 * @param folder name of its folder, such as {@code lock-9a21…}
 * @param device what computes it
 * @param needs the runs it builds on
 * @param after runs that must have come to an end before it begins, though it takes nothing from them: what tells whether
 *     it may begin at all
 * @param labels what tells it apart from the others of its kind, for people
 * @param weight estimated time, in any unit that is the same for all runs of the study; greater than 0
 */
public record PlannedRun(
        RunKey key,
        String folder,
        Run run,
        DeviceKind device,
        List<RunKey> needs,
        List<RunKey> after,
        Map<String, String> labels,
        double weight) {

    public PlannedRun {
        needs = List.copyOf(needs);
        after = List.copyOf(after);
        if (!(weight > 0)) {
            throw new IllegalArgumentException(folder + ": weight is " + weight + ", must be greater than 0");
        }
    }
}
