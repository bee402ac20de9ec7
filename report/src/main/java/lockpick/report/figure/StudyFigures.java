package lockpick.report.figure;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lockpick.report.figure.Axis.Numbers;
import lockpick.report.figure.Axis.Scale;
import lockpick.report.result.StudyResults;

/** The figures of a study; each is there only once there is something to draw. */
public final class StudyFigures {
    private StudyFigures() {}

    /** Those that can be drawn, in the order of the page. */
    public static List<Figure> of(StudyResults results) {
        DemonstrationFigures demonstrations = new DemonstrationFigures(results);
        return Stream.of(
                        demonstrations.strongDemonstrations(),
                        demonstrations.weakDemonstrations(),
                        new BudgetFigure(results).figure(),
                        new TrainingFigure(results).figure())
                .flatMap(Optional::stream)
                .toList();
    }

    /** Over what the error bars are, in a sentence. */
    static String errorBars(StudyResults results) {
        List<Integer> seeds = results.elicitations().stream()
                .map(result -> result.seeds().size())
                .distinct()
                .sorted()
                .toList();
        if (seeds.isEmpty() || seeds.getLast() == 1) {
            return (results.index().seeds().size() == 1 ? "One seed" : "Only one seed has finished")
                    + ", so there is no standard error and there are no error bars.";
        }
        String over = seeds.size() == 1
                ? seeds.getFirst() + " seeds"
                : "the seeds that have finished (" + seeds.getFirst() + " to " + seeds.getLast() + ")";
        return "Error bars: ± one standard error of the mean over " + over + ".";
    }

    /** The axis of every figure of correctness. */
    static Axis share(double low, double high) {
        return new Axis(
                "correct without the password",
                Scale.LINEAR,
                Numbers.SHARE,
                low,
                high,
                Ticks.linear(low, Math.min(1, high)));
    }
}
