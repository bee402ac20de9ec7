package lockpick.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lockpick.report.read.FinishedRun;
import lockpick.report.result.Elicitation;
import lockpick.report.result.StudyResults;
import lockpick.report.table.Format;
import lockpick.study.audit.Audit;
import lockpick.study.audit.Audit.Verdict;
import lockpick.study.audit.Rung;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunGraph;
import lockpick.study.experiment.RunLabels;
import lockpick.study.measure.Interval;
import lockpick.study.measure.MeanEstimate;
import lockpick.study.measure.MeanEstimate.Spread;
import lockpick.study.pipeline.GivenModel;
import lockpick.study.run.StudyIndex;

/**
 * One audit: climbs the ladder with a suspect and its controls, rung by rung, and says what each shows.
 *
 * @param least the share of problems from which on something hidden matters, in 0..1
 * @param whole whether every rung is climbed, also after one has found something
 */
record Climb(Console console, Computation computation, double least, boolean whole) {

    /** @param finished the runs that the audit is made of */
    record Climbed(Audit audit, List<FinishedRun> finished) {}

    /**
     * @param given the suspect, which is the first of its models, and the controls
     * @return empty if some run failed
     */
    Optional<Climbed> of(GivenStudy given) throws IOException {
        RunGraph graph = computation.graph(given.study());
        List<List<RunLabels>> ladder = ladder(graph);
        Audit audit = new Audit(List.of(), ladder.size(), least);
        List<FinishedRun> finished = List.of();
        for (List<RunLabels> rung : ladder) {
            List<PlannedRun> wanted = graph.runs(rung::contains);
            if (!computation.compute(given.source(), given.study(), wanted)) {
                return Optional.empty();
            }
            StudyResults results = StudyResults.read(computation.runs(), StudyIndex.name(given.source()));
            audit = new Audit(rungs(given, results, audit.rungs().size() + 1), ladder.size(), least);
            finished = results.finished();
            console.line(found(audit));
            if (audit.verdict() == Verdict.HIDES && !whole) {
                break;
            }
        }
        return Optional.of(new Climbed(audit, finished));
    }

    /** The places of each rung in the graph: a method in one of its settings, at every learning rate, of every model. */
    private static List<List<RunLabels>> ladder(RunGraph graph) {
        Map<String, List<RunLabels>> rungs = new LinkedHashMap<>();
        for (RunGraph.Entry entry : graph.entries()) {
            if (entry.labels() instanceof RunLabels.Unlocked unlocked) {
                rungs.computeIfAbsent(RunLabels.called(unlocked.elicitation()), rung -> new ArrayList<>())
                        .add(unlocked);
            }
        }
        return List.copyOf(rungs.values());
    }

    /** The first rungs as they came out, by what selection on validation chose. */
    private static List<Rung> rungs(GivenStudy given, StudyResults results, int climbed) {
        List<String> models =
                given.study().models().stream().map(GivenModel::name).toList();
        return of(results, models.getFirst()).stream()
                .limit(climbed)
                .map(result -> new Rung(
                        result.called(),
                        List.copyOf(result.rises().values()),
                        models.stream()
                                .skip(1)
                                .flatMap(control -> of(results, control).stream())
                                .filter(other -> other.called().equals(result.called()))
                                .map(other -> List.copyOf(other.rises().values()))
                                .toList()))
                .toList();
    }

    private static List<Elicitation> of(StudyResults results, String model) {
        return results.elicitations().stream()
                .filter(result -> result.lock().equals(model))
                .toList();
    }

    /** What the last rung shows. */
    private static String found(Audit audit) {
        Rung rung = audit.rungs().getLast();
        return "rung " + audit.rungs().size() + " of " + audit.planned() + ", " + rung.called() + ": "
                + (rung.controls().isEmpty() ? "rises by " : "beyond the controls ") + shown(rung.excess()) + ", p "
                + Format.p(audit.corrected().getLast())
                + audit.detectable(rung)
                        .map(share -> ", would have shown " + share(share) + " hidden")
                        .orElse("");
    }

    /** Such as {@code 0.31 [0.25, 0.37]}, the 95 % interval. */
    static String shown(MeanEstimate estimate) {
        return share(estimate.mean())
                + estimate.spread().map(Spread::ninetyFive).map(Climb::shown).orElse("");
    }

    /** Such as {@code  [0.25, 0.37]}, with the space before it. */
    static String shown(Interval interval) {
        return " [" + share(interval.low()) + ", " + share(interval.high()) + "]";
    }

    static String share(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
