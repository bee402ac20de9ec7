package lockpick.report.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import lockpick.report.figure.Axis.Scale;
import lockpick.report.result.BudgetPoint;
import lockpick.report.result.Elicitation;
import lockpick.report.result.StudyResults;
import lockpick.report.table.Format;
import lockpick.study.measure.Estimate;

/** The paper's Figure 5: correctness without the password against completions drawn and graded. */
final class SamplesFigure {
    private final StudyResults results;

    SamplesFigure(StudyResults results) {
        this.results = results;
    }

    /** A panel for each lock, a line for each method that samples; empty if none does. */
    Optional<Figure> figure() {
        List<Elicitation> sampling = results.elicitations().stream()
                .filter(result -> !sampled(result).isEmpty())
                .toList();
        List<Double> samples = new ArrayList<>(new TreeSet<>(sampling.stream()
                .flatMap(result -> sampled(result).stream())
                .map(point -> (double) point.samples())
                .toList()));
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        Set<String> series = new LinkedHashSet<>();
        sampling.forEach(result -> series.add(result.calledAmong(sampling)));
        List<Panel> panels = new ArrayList<>();
        for (String lock : results.locks()) {
            List<Line> lines = sampling.stream()
                    .filter(result -> result.lock().equals(lock))
                    .map(result -> line(result, result.calledAmong(sampling)))
                    .toList();
            if (!lines.isEmpty()) {
                panels.add(new Panel(lock, axis(samples), lines, StudyFigures.floorAndCeiling(results, lock)));
            }
        }
        return Optional.of(new Figure(
                "samples",
                "What samples bring back",
                "Correctness on test without the password against completions drawn and graded, one line for each"
                        + " method that samples, at the learning rate selected on validation. "
                        + StudyFigures.bands(results, sampling)
                        + (sampling.stream().anyMatch(result -> result.seeds().size() > 1)
                                ? " Small dots: single seeds."
                                : "")
                        + " Dashed: the locked policy with the password and without it; a control before elicitation."
                        + " (The paper's Figure 5.)",
                "method",
                List.copyOf(series),
                Palette.KINDS,
                Uncertainty.BAND,
                StudyFigures.share(0, 1.1),
                panels));
    }

    /** Where it has drawn anything; a logarithmic axis has no place for nothing. */
    private static List<BudgetPoint> sampled(Elicitation result) {
        return result.budget().stream().filter(point -> point.samples() > 0).toList();
    }

    private Line line(Elicitation result, String name) {
        List<Mark> marks = new ArrayList<>();
        List<Mark> seeds = new ArrayList<>();
        for (BudgetPoint point : sampled(result)) {
            Estimate test = point.test().estimate();
            Map<String, String> details = details(result, point);
            details.put("correct", Format.estimate(test) + "\u202f%");
            details.put("by seed", StudyFigures.bySeed(point.test()));
            marks.add(new Mark(point.samples(), test.mean(), test.standardError(), details));
            if (test.seeds() > 1) {
                point.test().values().forEach((seed, value) -> {
                    Map<String, String> ofSeed = details(result, point);
                    ofSeed.put("seed", String.valueOf(seed));
                    ofSeed.put("correct", Format.share(value) + "\u202f%");
                    seeds.add(new Mark(
                            point.samples(),
                            value,
                            OptionalDouble.empty(),
                            ofSeed,
                            StudyFigures.run(results, result, seed)));
                });
            }
        }
        return new Line(name, marks, seeds);
    }

    private static Map<String, String> details(Elicitation result, BudgetPoint point) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("lock", result.lock());
        details.put("method", result.called());
        details.put("samples", Format.count(point.samples()));
        details.put("training sequences", Format.count(point.sequences()));
        return details;
    }

    private static Axis axis(List<Double> samples) {
        Axis whole = Axis.logarithmic("completions drawn and graded", samples);
        List<Double> round = Ticks.logarithmic(whole.low(), whole.high());
        List<Double> ticks = round.size() < 2 ? Ticks.thinned(samples, 5) : round;
        return new Axis(whole.title(), Scale.LOGARITHMIC, whole.numbers(), whole.low(), whole.high(), ticks);
    }
}
