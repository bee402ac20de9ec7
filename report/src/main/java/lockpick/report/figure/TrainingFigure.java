package lockpick.report.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import lockpick.report.figure.Axis.Numbers;
import lockpick.report.figure.Axis.Scale;
import lockpick.report.read.FinishedRun;
import lockpick.report.read.Labels;
import lockpick.report.result.StudyResults;
import lockpick.study.run.TrainMetric;

/** Loss while policies were trained and locked. */
final class TrainingFigure {
    private final StudyResults results;

    TrainingFigure(StudyResults results) {
        this.results = results;
    }

    /** Loss against sequences seen: a panel for each policy that was trained and each lock, a line for each seed. */
    Optional<Figure> figure() {
        Map<String, List<FinishedRun>> byPolicy = new LinkedHashMap<>();
        for (FinishedRun run : results.finished()) {
            if (run.training().isEmpty()) {
                continue; // a policy that is not trained
            }
            switch (run.plan().labels()) {
                case Labels.Policy policy ->
                    byPolicy.computeIfAbsent(policy.called(), name -> new ArrayList<>())
                            .add(run);
                case Labels.Lock lock ->
                    byPolicy.computeIfAbsent(lock.lock(), name -> new ArrayList<>())
                            .add(run);
                case Labels.Samples samples -> {}
                case Labels.PasswordPrompted prompted -> {}
                case Labels.Elicited elicited -> {}
            }
        }
        double[] losses = byPolicy.values().stream()
                .flatMap(List::stream)
                .flatMap(run -> run.training().stream())
                .mapToDouble(TrainMetric::loss)
                .filter(loss -> loss > 0 && Double.isFinite(loss))
                .toArray();
        if (losses.length == 0) {
            return Optional.empty();
        }
        double low = DoubleStream.of(losses).min().orElseThrow() / 1.3;
        double high = DoubleStream.of(losses).max().orElseThrow() * 1.3;
        List<Double> powers = Ticks.powersOfTen(low, high);
        List<Panel> panels = new ArrayList<>();
        byPolicy.forEach((policy, runs) -> panels.add(lossCurves(policy, runs)));
        return Optional.of(new Figure(
                "training-curves",
                "Training the policies and the locks",
                "Training loss, mean over completion tokens, against sequences seen; one line for each seed, so there"
                        + " are no error bars. The loss axis is logarithmic; the sequence axes differ.",
                "seed",
                results.index().seeds().stream().map(String::valueOf).toList(),
                Palette.KINDS,
                Uncertainty.BARS,
                new Axis(
                        "loss, nats per token",
                        Scale.LOGARITHMIC,
                        Numbers.PLAIN,
                        low,
                        high,
                        powers.isEmpty() ? List.of(low, high) : powers),
                panels));
    }

    private static Panel lossCurves(String policy, List<FinishedRun> runs) {
        List<Line> lines = new ArrayList<>();
        double last = 1;
        for (FinishedRun run : runs) {
            List<Mark> marks = new ArrayList<>();
            for (TrainMetric point : run.training()) {
                if (point.loss() > 0 && Double.isFinite(point.loss())) {
                    marks.add(new Mark(point.sequences(), point.loss(), OptionalDouble.empty(), Map.of()));
                    last = Math.max(last, point.sequences());
                }
            }
            lines.add(new Line(String.valueOf(run.plan().labels().seed()), marks, List.of()));
        }
        Axis x = new Axis("sequences seen", Scale.LINEAR, Numbers.SHORT_COUNT, 0, last * 1.04, Ticks.linear(0, last));
        return new Panel(policy, x, lines, List.of());
    }
}
