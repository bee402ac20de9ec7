package lockpick.report.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import lockpick.report.figure.Axis.Numbers;
import lockpick.report.figure.Axis.Scale;
import lockpick.report.figure.Level.Place;
import lockpick.report.read.FinishedRun;
import lockpick.report.read.Labels;
import lockpick.report.result.BudgetPoint;
import lockpick.report.result.Choice;
import lockpick.report.result.Elicitation;
import lockpick.report.result.Measurement;
import lockpick.report.result.StudyResults;
import lockpick.report.table.Format;
import lockpick.study.experiment.Evaluation.Policy;
import lockpick.study.experiment.Evaluation.Prompt;
import lockpick.study.experiment.Evaluation.Split;
import lockpick.study.experiment.TrainMetric;
import lockpick.study.measure.Estimate;

/** The figures of a study; each is there only once there is something to draw. */
public final class StudyFigures {
    private static final String CORRECT = "correct without the password";

    /** Room between neighbouring series, as a share of the logarithmic axis. */
    private static final double BESIDE = 0.011;

    private final StudyResults results;

    public StudyFigures(StudyResults results) {
        this.results = results;
    }

    /** Those that can be drawn, in the order of the page. */
    public List<Figure> all() {
        List<Figure> all = new ArrayList<>();
        strongDemonstrations().ifPresent(all::add);
        weakDemonstrations().ifPresent(all::add);
        budgets().ifPresent(all::add);
        training().ifPresent(all::add);
        return all;
    }

    /** Paper Fig 6: correctness without the password against the number of strong demonstrations. */
    private Optional<Figure> strongDemonstrations() {
        if (results.elicitations("strong").isEmpty()) {
            return Optional.empty();
        }
        List<Level> levels = new ArrayList<>();
        mean(Policy.LOCKED, Prompt.PASSWORD)
                .ifPresent(y -> levels.add(Level.dashed(
                        "locked, with the password: " + Format.share(y) + "\u202f%", y, Place.LEFT_ABOVE)));
        mean(Policy.LOCKED, Prompt.NO_PASSWORD)
                .ifPresent(y -> levels.add(Level.dashed(
                        "locked, without the password: " + Format.share(y) + "\u202f%", y, Place.RIGHT_BELOW)));
        return Optional.of(new Figure(
                "strong-demonstrations",
                "Unlocking with strong demonstrations",
                "Correctness on test without the password after fine-tuning on k strong demonstrations, learning rate and"
                        + " epochs selected on validation. " + errorBars() + dots()
                        + " Dashed: the locked policies themselves, mean over locks and seeds. (The paper's Figure 6.)",
                "lock",
                results.locks(),
                Palette.KINDS,
                share(0, 1.08),
                List.of(new Panel("", k("strong"), linesOverK("strong"), levels))));
    }

    /** Paper Fig 13: the same for weak demonstrations, close up. */
    private Optional<Figure> weakDemonstrations() {
        if (results.elicitations("weak").isEmpty()) {
            return Optional.empty();
        }
        List<Line> lines = linesOverK("weak");
        OptionalDouble floor = mean(Policy.LOCKED, Prompt.NO_PASSWORD);
        OptionalDouble weak = results.policy(Optional.empty(), Policy.WEAK, Prompt.NO_PASSWORD, Split.TEST)
                .map(measurement -> OptionalDouble.of(measurement.estimate().mean()))
                .orElse(OptionalDouble.empty());
        List<Level> levels = new ArrayList<>();
        floor.ifPresent(y -> levels.add(
                Level.dashed("locked, without the password: " + Format.share(y) + "\u202f%", y, Place.LEGEND)));
        weak.ifPresent(y ->
                levels.add(Level.dotted("the weak policy itself: " + Format.share(y) + "\u202f%", y, Place.LEGEND)));
        return Optional.of(new Figure(
                "weak-demonstrations",
                "Trying to unlock with weak demonstrations",
                "The same with k demonstrations that the weak policy wrote; mind the axis, which shows only the"
                        + " neighbourhood of the floor. " + errorBars() + dots() + " (The paper's Figure 13.)",
                "lock",
                results.locks(),
                Palette.KINDS,
                closeUp(lines, levels),
                List.of(new Panel("", k("weak"), lines, levels))));
    }

    /** Correctness against sequences seen: a panel for each lock, a line for each k. */
    private Optional<Figure> budgets() {
        List<Elicitation> elicitations = results.elicitations("strong");
        List<Double> sequences = new ArrayList<>(new TreeSet<>(elicitations.stream()
                .flatMap(result -> result.budget().stream())
                .map(point -> (double) point.sequences())
                .toList()));
        if (sequences.size() < 2) {
            return Optional.empty();
        }
        List<Panel> panels = new ArrayList<>();
        for (String lock : results.locks()) {
            List<Line> lines = elicitations.stream()
                    .filter(result -> result.lock().equals(lock))
                    .map(StudyFigures::overBudget)
                    .toList();
            if (!lines.isEmpty()) {
                panels.add(new Panel(lock, budgetAxis(sequences), lines, floorAndCeiling(lock)));
            }
        }
        List<String> series = results.ks("strong").stream().map(Format::count).toList();
        return Optional.of(new Figure(
                "training-budget",
                "How much training unlocking takes",
                "Correctness on test without the password against training sequences seen, one line for each number k of"
                        + " strong demonstrations, at the learning rate selected on validation for that lock and k. "
                        + errorBars() + " Dashed: the locked policy with the password and without it.",
                "k",
                series,
                Palette.order(series.size()),
                share(0, 1.1),
                panels));
    }

    /** Loss against sequences seen: a panel for the strong policy and for each lock, a line for each seed. */
    private Optional<Figure> training() {
        Map<String, List<FinishedRun>> byPolicy = new LinkedHashMap<>();
        for (FinishedRun run : results.finished()) {
            switch (run.plan().labels()) {
                case Labels.Strong strong ->
                    byPolicy.computeIfAbsent("strong policy", name -> new ArrayList<>())
                            .add(run);
                case Labels.Lock lock ->
                    byPolicy.computeIfAbsent(lock.lock(), name -> new ArrayList<>())
                            .add(run);
                case Labels.Sft sft -> {}
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
                "Training the strong and the locked policies",
                "Training loss, mean over completion tokens, against sequences seen; one line for each seed, so there are"
                        + " no error bars. The loss axis is logarithmic; the sequence axes differ.",
                "seed",
                results.index().seeds().stream().map(String::valueOf).toList(),
                Palette.KINDS,
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

    private String errorBars() {
        return errorBars(results);
    }

    private String dots() {
        return results.elicitations().stream().anyMatch(result -> result.seeds().size() > 1)
                ? " Small dots: single seeds."
                : "";
    }

    /** Over what the error bars are, in a sentence. */
    public static String errorBars(StudyResults results) {
        List<Integer> seeds = results.elicitations().stream()
                .map(result -> result.seeds().size())
                .distinct()
                .sorted()
                .toList();
        if (seeds.isEmpty() || seeds.getLast() == 1) {
            return "One seed, so there is no standard error and there are no error bars.";
        }
        String over = seeds.size() == 1
                ? seeds.getFirst() + " seeds"
                : "the seeds that have finished (" + seeds.getFirst() + " to " + seeds.getLast() + ")";
        return "Error bars: ± one standard error of the mean over " + over + ".";
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
            results.elicitations(demonstrations).stream()
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

    private static Mark mark(Elicitation result, double x) {
        Choice choice = result.onValidation();
        Estimate test = choice.test().estimate();
        Map<String, String> details = new LinkedHashMap<>();
        details.put("lock", result.lock());
        details.put("demonstrations", Format.count(result.k()) + " " + result.demonstrations());
        details.put("correct", Format.estimate(test) + "\u202f%");
        details.put("seeds", String.valueOf(test.seeds()));
        choice.gap()
                .ifPresent(
                        gap -> details.put("of the gap", Format.withInterval(gap.share(), gap.interval()) + "\u202f%"));
        details.put("learning rate", Format.learningRate(choice.candidate().learningRate()));
        details.put("epochs", Format.epochs(choice.epochs()));
        return new Mark(x, test.mean(), test.standardError(), details);
    }

    private static List<Mark> seeds(Elicitation result, double x) {
        List<Mark> marks = new ArrayList<>();
        result.onValidation().test().values().forEach((seed, value) -> {
            Map<String, String> details = new LinkedHashMap<>();
            details.put("lock", result.lock());
            details.put("demonstrations", Format.count(result.k()) + " " + result.demonstrations());
            details.put("seed", String.valueOf(seed));
            details.put("correct", Format.share(value) + "\u202f%");
            marks.add(new Mark(x, value, OptionalDouble.empty(), details));
        });
        return marks;
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
            details.put("seeds", String.valueOf(test.seeds()));
            marks.add(new Mark(point.sequences(), test.mean(), test.standardError(), details));
        }
        return new Line(Format.count(result.k()), marks, List.of());
    }

    private Axis k(String demonstrations) {
        List<Double> ks =
                results.ks(demonstrations).stream().map(Integer::doubleValue).toList();
        return Axis.logarithmic(demonstrations + " demonstrations, k", ks);
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

    private static Axis share(double low, double high) {
        return new Axis(CORRECT, Scale.LINEAR, Numbers.SHARE, low, high, Ticks.linear(low, Math.min(1, high)));
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
        return share(Math.max(0, low - room), Math.min(1.02, high + room));
    }

    private List<Level> floorAndCeiling(String lock) {
        List<Level> levels = new ArrayList<>();
        results.policy(Optional.of(lock), Policy.LOCKED, Prompt.PASSWORD, Split.TEST)
                .ifPresent(found -> levels.add(
                        Level.dashed("with the password", found.estimate().mean(), Place.LEFT_ABOVE)));
        results.policy(Optional.of(lock), Policy.LOCKED, Prompt.NO_PASSWORD, Split.TEST)
                .ifPresent(found ->
                        levels.add(Level.dashed("without", found.estimate().mean(), Place.RIGHT_BELOW)));
        return levels;
    }

    /** Mean over locks of the mean over seeds, on test; empty while there is none. */
    private OptionalDouble mean(Policy policy, Prompt prompt) {
        return results.locks().stream()
                .map(lock -> results.policy(Optional.of(lock), policy, prompt, Split.TEST))
                .flatMap(Optional::stream)
                .map(Measurement::estimate)
                .mapToDouble(Estimate::mean)
                .average();
    }
}
