package lockpick.report.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockpick.report.figure.Axis.Numbers;
import lockpick.report.figure.Axis.Scale;
import lockpick.report.figure.Level.Place;
import lockpick.report.result.Elicitation;
import lockpick.report.result.Measurement;
import lockpick.report.result.StudyResults;
import lockpick.report.table.Format;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;

/** The figures of a study; each is there only once there is something to draw. */
public final class StudyFigures {
    private StudyFigures() {}

    /** Those that can be drawn, in the order of the page. */
    public static List<Figure> of(StudyResults results) {
        DemonstrationFigures demonstrations = new DemonstrationFigures(results);
        return Stream.of(
                        demonstrations.unlocking(),
                        demonstrations.weakDemonstrations(),
                        new SamplesFigure(results).figure(),
                        new FewShotFigure(results).figure(),
                        new BudgetFigure(results).figure(),
                        new TrainingFigure(results).figure())
                .flatMap(Optional::stream)
                .toList();
    }

    /** Over what the error bars of some results are, in a sentence. */
    static String errorBars(StudyResults results, List<Elicitation> shown) {
        return uncertainty(results, seeds(shown), "Error bars");
    }

    /** Over what the bands of some results are, in a sentence. */
    static String bands(StudyResults results, List<Elicitation> shown) {
        return uncertainty(results, seeds(shown), "Bands");
    }

    private static List<Integer> seeds(List<Elicitation> shown) {
        return shown.stream().map(result -> result.seeds().size()).toList();
    }

    /** @param ofEach how many seeds each of the results has */
    static String uncertainty(StudyResults results, List<Integer> ofEach, String what) {
        List<Integer> seeds = ofEach.stream().distinct().sorted().toList();
        if (seeds.isEmpty() || seeds.getLast() == 1) {
            return (results.index().seeds().size() == 1 ? "One seed" : "Only one seed has finished")
                    + ", so there is no standard error and there are no " + what.toLowerCase(Locale.ROOT) + ".";
        }
        String over = seeds.size() == 1
                ? seeds.getFirst() + " seeds"
                : "the seeds that have finished (" + seeds.getFirst() + " to " + seeds.getLast() + ")";
        return what + ": ± one standard error of the mean over " + over + ".";
    }

    /** The folder of the run of a result under one seed. */
    static Optional<String> run(StudyResults results, Elicitation result, long seed) {
        return results.selectedRun(result, seed).map(run -> run.plan().folder());
    }

    /** Correctness of each seed, for a tooltip: {@code 25.3, 26.1, 24.0 %}. */
    static String bySeed(Measurement test) {
        return test.values().values().stream().map(Format::share).collect(Collectors.joining(", ")) + "\u202f%";
    }

    /** Where elicitation from a lock starts and what it can hope for; of a control or a given model where it starts. */
    static List<Level> floorAndCeiling(StudyResults results, String lock) {
        List<Level> levels = new ArrayList<>();
        if (results.isControl(lock) || results.isGiven(lock)) {
            results.policy(Optional.of(lock), Policy.LOCKED, Prompt.NO_PASSWORD, Split.TEST)
                    .ifPresent(found ->
                            levels.add(Level.dashed("before", found.estimate().mean(), Place.LEFT_ABOVE)));
        } else {
            results.policy(Optional.of(lock), Policy.LOCKED, Prompt.PASSWORD, Split.TEST)
                    .ifPresent(found -> levels.add(
                            Level.dashed("with the password", found.estimate().mean(), Place.LEFT_ABOVE)));
            results.policy(Optional.of(lock), Policy.LOCKED, Prompt.NO_PASSWORD, Split.TEST)
                    .ifPresent(found ->
                            levels.add(Level.floor("without", found.estimate().mean())));
        }
        return levels;
    }

    /** The axis of figures of correctness without the password. */
    static Axis share(double low, double high) {
        return share("correct without the password", low, high);
    }

    static Axis share(String title, double low, double high) {
        return new Axis(title, Scale.LINEAR, Numbers.SHARE, low, high, Ticks.linear(low, Math.min(1, high)));
    }
}
