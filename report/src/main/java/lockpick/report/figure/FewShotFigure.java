package lockpick.report.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import lockpick.report.result.Measurement;
import lockpick.report.result.PromptResult;
import lockpick.report.result.StudyResults;
import lockpick.report.table.Format;
import lockpick.study.measure.Estimate;

/** The few-shot prompts of the paper's Figure 14: correctness against demonstrations shown, without the password and with it. */
final class FewShotFigure {
    private final StudyResults results;

    FewShotFigure(StudyResults results) {
        this.results = results;
    }

    /** A panel for each lock; empty where none was shown a demonstration. */
    Optional<Figure> figure() {
        List<PromptResult> shown = results.prompts().stream()
                .filter(result -> result.shown() > 0)
                .sorted(Comparator.comparingInt(PromptResult::shown))
                .toList();
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        List<Double> ks =
                shown.stream().map(result -> (double) result.shown()).distinct().toList();
        Set<String> series = new LinkedHashSet<>();
        List<Panel> panels = new ArrayList<>();
        for (String lock : results.locks()) {
            List<Line> lines = lines(
                    shown.stream().filter(result -> result.lock().equals(lock)).toList());
            lines.forEach(line -> series.add(line.series()));
            if (!lines.isEmpty()) {
                panels.add(new Panel(
                        lock,
                        Axis.logarithmic("demonstrations ahead of the problem", ks),
                        lines,
                        StudyFigures.floorAndCeiling(results, lock)));
            }
        }
        List<Integer> seeds = shown.stream()
                .flatMap(PromptResult::measured)
                .map(measured -> measured.seeds().size())
                .toList();
        return Optional.of(new Figure(
                "few-shot",
                "What demonstrations in the prompt bring back",
                "Correctness on test with demonstrations ahead of the problem; with the password, all of them carry it. "
                        + StudyFigures.uncertainty(results, seeds, "Error bars")
                        + " Dashed: the problem alone, with the password and without it; a control before elicitation."
                        + " (From the paper's Figure 14.)",
                "prompt",
                List.copyOf(series),
                Palette.KINDS,
                Uncertainty.BARS,
                StudyFigures.share("correct", 0, 1.1),
                panels));
    }

    /** Two for each writer of demonstrations, as far as they are there. @param ofLock by k */
    private static List<Line> lines(List<PromptResult> ofLock) {
        Map<String, List<PromptResult>> byWriter = new LinkedHashMap<>();
        ofLock.forEach(result -> byWriter.computeIfAbsent(
                        result.ofOthers() ? ", " + result.demonstrations() + " demonstrations" : "",
                        any -> new ArrayList<>())
                .add(result));
        List<Line> lines = new ArrayList<>();
        byWriter.forEach((whose, results) -> {
            lines.add(line("without the password" + whose, results, PromptResult::without));
            lines.add(line("with the password" + whose, results, PromptResult::with));
        });
        lines.removeIf(line -> line.marks().isEmpty());
        return lines;
    }

    private static Line line(
            String series, List<PromptResult> results, Function<PromptResult, Optional<Measurement>> side) {
        List<Mark> marks = new ArrayList<>();
        for (PromptResult result : results) {
            side.apply(result).ifPresent(measured -> {
                Estimate test = measured.estimate();
                Map<String, String> details = new LinkedHashMap<>();
                details.put("lock", result.lock());
                details.put("prompt", result.called() + ", " + series);
                details.put("correct", Format.estimate(test) + "\u202f%");
                details.put("seeds", String.valueOf(test.seeds()));
                details.put("truncated prompts", Format.count(measured.truncated()));
                marks.add(new Mark(result.shown(), test.mean(), test.standardError(), details));
            });
        }
        return new Line(series, marks, List.of());
    }
}
