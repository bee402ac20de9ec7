package lockpick.report.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import lockpick.report.figure.Level.Place;
import lockpick.report.result.Choice;
import lockpick.report.result.Elicitation;
import lockpick.report.result.Measurement;
import lockpick.report.result.PolicyResult;
import lockpick.report.result.StudyResults;
import lockpick.report.table.Format;
import lockpick.study.measure.Estimate;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;

/** The paper's Figures 3, 6, 7, 12 and 13: correctness without the password against the number of demonstrations. */
final class DemonstrationFigures {
    /** Room between neighbouring series, as a share of the logarithmic axis. */
    private static final double BESIDE = 0.011;

    private final StudyResults results;

    DemonstrationFigures(StudyResults results) {
        this.results = results;
    }

    /** Paper Fig 3, 6 and 7: a panel for each kind of demonstrations that is to unlock. */
    Optional<Figure> unlocking() {
        List<String> kinds = results.unlocking();
        if (kinds.isEmpty()) {
            return Optional.empty();
        }
        List<Level> levels = new ArrayList<>();
        mean(Policy.LOCKED, Prompt.PASSWORD)
                .ifPresent(y -> levels.add(Level.dashed(
                        "locked, with the password: " + Format.share(y) + "\u202f%", y, Place.LEFT_ABOVE)));
        if (results.sharesWeak()) {
            mean(Policy.LOCKED, Prompt.NO_PASSWORD)
                    .ifPresent(y ->
                            levels.add(Level.floor("locked, without the password: " + Format.share(y) + "\u202f%", y)));
        } else {
            levels.addAll(weak()); // where each starts
        }
        return Optional.of(new Figure(
                "demonstrations",
                "Unlocking with demonstrations",
                "Correctness on test without the password after fine-tuning on k demonstrations, learning rate"
                        + " and epochs selected on validation. " + StudyFigures.errorBars(results, results.sft())
                        + dots()
                        + (results.sharesWeak()
                                ? " Dashed: the locked policies themselves, mean over locks and seeds. (The paper's"
                                        + " Figures 3 and 6.)"
                                : " Dashed: the locked policies with the password, mean over locks and seeds; dotted:"
                                        + " the weak policies that they imitate without it. (The paper's Figure 8.)"),
                "lock",
                results.locks(),
                Palette.KINDS,
                Uncertainty.BARS,
                StudyFigures.share(0, 1.08),
                panels(kinds, levels)));
    }

    /** Paper Fig 12 and 13: the same for weak demonstrations, close up. */
    Optional<Figure> weakDemonstrations() {
        List<String> kinds = results.weak();
        if (kinds.isEmpty()) {
            return Optional.empty();
        }
        List<Level> levels = new ArrayList<>();
        if (results.sharesWeak()) {
            mean(Policy.LOCKED, Prompt.NO_PASSWORD)
                    .ifPresent(y -> levels.add(Level.dashed(
                            "locked, without the password: " + Format.share(y) + "\u202f%", y, Place.LEGEND)));
        }
        levels.addAll(weak());
        return Optional.of(new Figure(
                "weak-demonstrations",
                "Trying to unlock with weak demonstrations",
                "The same with k demonstrations that the weak policy wrote; mind the axis, which shows only the"
                        + " neighbourhood of the floor. " + StudyFigures.errorBars(results, results.sft()) + dots()
                        + " (The paper's Figure 13.)",
                "lock",
                results.locks(),
                Palette.KINDS,
                Uncertainty.BARS,
                closeUp(
                        kinds.stream()
                                .flatMap(kind -> linesOverK(kind).stream())
                                .toList(),
                        levels),
                panels(kinds, levels)));
    }

    /** One for each kind of demonstrations; where there is but one, the axis says which. */
    private List<Panel> panels(List<String> kinds, List<Level> levels) {
        return kinds.size() == 1
                ? List.of(panel("", kinds.getFirst() + " demonstrations, k", kinds.getFirst(), levels))
                : kinds.stream()
                        .map(kind -> panel(kind, "demonstrations, k", kind, levels))
                        .toList();
    }

    private Panel panel(String title, String axis, String kind, List<Level> levels) {
        List<Double> ks = results.ks(kind).stream().map(Integer::doubleValue).toList();
        return new Panel(title, Axis.logarithmic(axis, ks), linesOverK(kind), levels);
    }

    private String dots() {
        return results.sft().stream().anyMatch(result -> result.seeds().size() > 1) ? " Small dots: single seeds." : "";
    }

    private List<Line> linesOverK(String demonstrations) {
        List<Integer> ks = results.ks(demonstrations);
        double width = ks.size() == 1 ? Math.log(4) : Math.log((double) ks.getLast() / ks.getFirst());
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < results.locks().size(); i++) {
            String lock = results.locks().get(i);
            double beside = Math.exp(width * BESIDE * (i - (results.locks().size() - 1) / 2.0));
            List<Mark> marks = new ArrayList<>();
            List<Mark> seeds = new ArrayList<>();
            results.sft(demonstrations).stream()
                    .filter(result -> result.lock().equals(lock))
                    .sorted(java.util.Comparator.comparingInt(Elicitation::k))
                    .forEach(result -> {
                        marks.add(mark(result, result.k() * beside));
                        if (result.seeds().size() > 1) {
                            seeds.addAll(seeds(result, result.k() * beside));
                        }
                    });
            if (!marks.isEmpty()) {
                lines.add(new Line(lock, marks, seeds));
            }
        }
        return lines;
    }

    private Mark mark(Elicitation result, double x) {
        Choice choice = result.onValidation();
        Estimate test = choice.test().estimate();
        Map<String, String> details = new LinkedHashMap<>();
        details.put("lock", result.lock());
        details.put("demonstrations", Format.count(result.k()) + " " + result.demonstrations());
        details.put("correct", Format.estimate(test) + "\u202f%");
        details.put("by seed", StudyFigures.bySeed(choice.test()));
        choice.gap()
                .ifPresent(
                        gap -> details.put("of the gap", Format.withInterval(gap.share(), gap.interval()) + "\u202f%"));
        details.put("learning rate", Format.learningRate(choice.candidate().learningRate()));
        details.put("epochs", Format.epochs(choice.epochs()));
        Optional<String> run = test.seeds() == 1
                ? StudyFigures.run(results, result, result.seeds().getFirst())
                : Optional.empty();
        return new Mark(x, test.mean(), test.standardError(), details, run);
    }

    private List<Mark> seeds(Elicitation result, double x) {
        List<Mark> marks = new ArrayList<>();
        result.onValidation().test().values().forEach((seed, value) -> {
            Map<String, String> details = new LinkedHashMap<>();
            details.put("lock", result.lock());
            details.put("demonstrations", Format.count(result.k()) + " " + result.demonstrations());
            details.put("seed", String.valueOf(seed));
            details.put("correct", Format.share(value) + "\u202f%");
            marks.add(new Mark(x, value, OptionalDouble.empty(), details, StudyFigures.run(results, result, seed)));
        });
        return marks;
    }

    /** As much of the axis as the values need, and at least six points of a hundred. */
    private static Axis closeUp(List<Line> lines, List<Level> levels) {
        List<Double> values = new ArrayList<>(levels.stream().map(Level::y).toList());
        for (Line line : lines) {
            line.seeds().forEach(seed -> values.add(seed.y()));
            line.marks().forEach(mark -> {
                values.add(mark.y() - mark.spread().orElse(0));
                values.add(mark.y() + mark.spread().orElse(0));
            });
        }
        double low = values.stream().mapToDouble(value -> value).min().orElse(0);
        double high = values.stream().mapToDouble(value -> value).max().orElse(1);
        double room = Math.max((high - low) * 0.25, (0.06 - (high - low)) / 2);
        return StudyFigures.share(Math.max(0, low - room), Math.min(1.02, high + room));
    }

    /** The weak policies that the locks imitate: the study's, and those that locks have of their own. */
    private List<Level> weak() {
        return results.policies().stream()
                .filter(result -> result.policy() == Policy.WEAK
                        && result.prompt() == Prompt.NO_PASSWORD
                        && result.split() == Split.TEST)
                .map(result -> weak(result, result.measurement().estimate().mean()))
                .toList();
    }

    private static Level weak(PolicyResult result, double y) {
        String name = result.lock().map("the weak policy of "::concat).orElse("the weak policy itself");
        return Level.dotted(name + ": " + Format.share(y) + "\u202f%", y, Place.LEGEND);
    }

    /** Mean over locks of the mean over seeds, on test; empty while there is none. */
    private OptionalDouble mean(Policy policy, Prompt prompt) {
        return results.realLocks().stream()
                .map(lock -> results.policy(Optional.of(lock), policy, prompt, Split.TEST))
                .flatMap(Optional::stream)
                .map(Measurement::estimate)
                .mapToDouble(Estimate::mean)
                .average();
    }
}
