package lockpick.report.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import lockpick.report.result.BudgetPoint;
import lockpick.report.result.Elicitation;
import lockpick.report.result.StudyResults;
import lockpick.report.table.Format;
import lockpick.study.measure.Estimate;
import lockpick.study.setting.Words;

/** Correctness against the training that elicitation took. */
final class BudgetFigure {
    private final StudyResults results;

    BudgetFigure(StudyResults results) {
        this.results = results;
    }

    /** Correctness against sequences seen: a panel for each lock and kind of demonstrations, a line for each k. */
    Optional<Figure> figure() {
        List<String> kinds = results.unlocking();
        List<Double> sequences = new ArrayList<>(new TreeSet<>(kinds.stream()
                .flatMap(kind -> results.sft(kind).stream())
                .flatMap(result -> result.budget().stream())
                .map(point -> (double) point.sequences())
                .toList()));
        if (sequences.size() < 2) {
            return Optional.empty();
        }
        List<Panel> panels = new ArrayList<>();
        for (String lock : results.locks()) {
            for (String kind : kinds) {
                List<Line> lines = results.sft(kind).stream()
                        .filter(result -> result.lock().equals(lock))
                        .map(BudgetFigure::overBudget)
                        .toList();
                if (!lines.isEmpty()) {
                    panels.add(new Panel(
                            kinds.size() == 1 ? lock : lock + ", " + kind,
                            budgetAxis(sequences),
                            lines,
                            StudyFigures.floorAndCeiling(results, lock)));
                }
            }
        }
        List<String> series = kinds.stream()
                .flatMap(kind -> results.ks(kind).stream())
                .distinct()
                .sorted()
                .map(Format::count)
                .toList();
        return Optional.of(new Figure(
                "training-budget",
                "How much training unlocking takes",
                "Correctness on test without the password against training sequences seen, one line for each number k"
                        + " of " + Words.either(kinds)
                        + " demonstrations, at the learning rate selected on validation for that lock and k. "
                        + StudyFigures.errorBars(results, results.sft())
                        + " Dashed: the locked policy with the password and without it.",
                "k",
                series,
                Palette.order(series.size()),
                Uncertainty.BARS,
                StudyFigures.share(0, 1.1),
                panels));
    }

    private static Line overBudget(Elicitation result) {
        List<Mark> marks = new ArrayList<>();
        for (BudgetPoint point : result.budget()) {
            Estimate test = point.test().estimate();
            Map<String, String> details = new LinkedHashMap<>();
            details.put("lock", result.lock());
            details.put("demonstrations", Format.count(result.k()) + " " + result.demonstrations());
            details.put("sequences seen", Format.count(point.sequences()));
            details.put("epochs", Format.epochs(point.epochs()));
            details.put("correct", Format.estimate(test) + "\u202f%");
            details.put("by seed", StudyFigures.bySeed(point.test()));
            marks.add(new Mark(point.sequences(), test.mean(), test.standardError(), details));
        }
        return new Line(Format.count(result.k()), marks, List.of());
    }

    /** Ticks at powers of four, the steps in which training budgets are usually given. */
    private static Axis budgetAxis(List<Double> sequences) {
        List<Double> powers = DoubleStream.iterate(1, power -> power * 4)
                .takeWhile(power -> power <= sequences.getLast())
                .filter(power -> power >= sequences.getFirst())
                .boxed()
                .toList();
        Axis whole = Axis.logarithmic("training sequences seen", sequences);
        List<Double> ticks = powers.size() < 2 ? Ticks.thinned(sequences, 5) : Ticks.thinned(powers, 5);
        return new Axis(whole.title(), whole.scale(), whole.numbers(), whole.low(), whole.high(), ticks);
    }
}
