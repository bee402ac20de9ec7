package lockpick.report.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import lockpick.report.figure.Axis.Numbers;
import lockpick.report.figure.Axis.Scale;
import lockpick.report.read.FinishedRun;
import lockpick.report.table.Format;
import lockpick.study.run.Evaluation;
import lockpick.study.run.EvaluationMetric;
import lockpick.study.run.TrainMetric;

/** The figures of a single run; each is there only if the run logged something to draw. */
public final class RunFigures {
    private final FinishedRun run;

    private RunFigures(FinishedRun run) {
        this.run = run;
    }

    /** Those that can be drawn, in the order of the page. */
    public static List<Figure> of(FinishedRun run) {
        RunFigures figures = new RunFigures(run);
        return Stream.of(
                        figures.curve(
                                "loss",
                                "loss, nats per token",
                                "Training loss, mean over completion tokens, against sequences seen. The loss axis is"
                                        + " logarithmic.",
                                TrainMetric::loss),
                        figures.curve(
                                "gradient-norm",
                                "gradient norm",
                                "Norm of the gradient before clipping, against sequences seen. Its axis is logarithmic.",
                                TrainMetric::gradientNorm),
                        figures.correctness())
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Figure> curve(String id, String title, String caption, ToDoubleFunction<TrainMetric> value) {
        List<Mark> marks = new ArrayList<>();
        for (TrainMetric point : run.training()) {
            double y = value.applyAsDouble(point);
            if (y > 0 && Double.isFinite(y)) {
                marks.add(new Mark(point.sequences(), y, OptionalDouble.empty(), Map.of()));
            }
        }
        if (marks.isEmpty()) {
            return Optional.empty();
        }
        double last = marks.getLast().x();
        double low = marks.stream().mapToDouble(Mark::y).min().orElseThrow() / 1.3;
        double high = marks.stream().mapToDouble(Mark::y).max().orElseThrow() * 1.3;
        Axis x = new Axis("sequences seen", Scale.LINEAR, Numbers.SHORT_COUNT, 0, last * 1.04, Ticks.linear(0, last));
        Axis y = new Axis(title, Scale.LOGARITHMIC, Numbers.PLAIN, low, high, Ticks.logarithmic(low, high));
        return Optional.of(new Figure(
                id,
                title,
                caption,
                "",
                List.of(id),
                Palette.KINDS,
                Uncertainty.BARS,
                y,
                List.of(new Panel("", x, List.of(new Line(id, marks, List.of())), List.of()))));
    }

    /** Correctness against what was spent, a line for each split; only where there are several budgets of one thing. */
    private Optional<Figure> correctness() {
        Map<String, List<Mark>> lines = new LinkedHashMap<>();
        boolean samples = run.evaluations().stream()
                .anyMatch(metric -> metric.evaluation().spent().samples() > 0);
        for (EvaluationMetric metric : run.evaluations()) {
            Evaluation of = metric.evaluation();
            long spent = of.spent().budget();
            if (spent > 0 && of.other().isEmpty() && of.variant().isEmpty()) {
                lines.computeIfAbsent(of.split().json(), split -> new ArrayList<>())
                        .add(new Mark(spent, metric.correctness().value(), OptionalDouble.empty(), details(metric)));
            }
        }
        List<Double> budgets = new ArrayList<>(new TreeSet<>(
                lines.values().stream().flatMap(List::stream).map(Mark::x).toList()));
        if (budgets.size() < 2) {
            return Optional.empty();
        }
        Axis x = Axis.logarithmic(samples ? "completions drawn and graded" : "sequences seen", budgets);
        Axis thinned = new Axis(x.title(), x.scale(), x.numbers(), x.low(), x.high(), Ticks.thinned(budgets, 6));
        return Optional.of(new Figure(
                "correctness",
                "Correctness on the way",
                "Correctness without the password against what was spent until then.",
                "split",
                List.copyOf(lines.keySet()),
                Palette.KINDS,
                Uncertainty.BARS,
                StudyFigures.share(0, 1.05),
                List.of(new Panel(
                        "",
                        thinned,
                        lines.entrySet().stream()
                                .map(line -> new Line(line.getKey(), line.getValue(), List.of()))
                                .toList(),
                        List.of()))));
    }

    private static Map<String, String> details(EvaluationMetric metric) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("split", metric.evaluation().split().json());
        details.put("sequences seen", Format.count(metric.evaluation().sequences()));
        details.put("correct", Format.share(metric.correctness().value()) + "\u202f%");
        details.put("of", Format.count(metric.correctness().n()));
        return details;
    }
}
