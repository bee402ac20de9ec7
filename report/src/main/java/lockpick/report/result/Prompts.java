package lockpick.report.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import lockpick.report.read.FinishedRun;
import lockpick.report.read.Labels;
import lockpick.study.run.Evaluation;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;
import lockpick.study.run.EvaluationMetric;

/** Brings together what is asked without the password, by prompting, and what is asked with it or with what is nearly it. */
final class Prompts {

    /** The problem as it is, which prompting asks as well. */
    private static final Way PLAIN = new Way("plain", "");

    private final List<FinishedRun> finished;

    Prompts(List<FinishedRun> finished) {
        this.finished = finished;
    }

    private record Way(String prompt, String demonstrations) {}

    private record Sides(SortedMap<Long, EvaluationMetric> without, SortedMap<Long, EvaluationMetric> with) {}

    /** Of every lock that was asked in several ways, in the order in which it was asked. */
    List<PromptResult> all(List<String> locks) {
        List<PromptResult> all = new ArrayList<>();
        for (String lock : locks) {
            Map<Way, Sides> ways = new LinkedHashMap<>();
            ways.put(PLAIN, new Sides(new TreeMap<>(), new TreeMap<>()));
            finished.forEach(run -> add(ways, run, lock));
            if (ways.size() > 1) {
                ways.forEach((way, sides) -> all.add(new PromptResult(
                        lock,
                        way.prompt(),
                        way.demonstrations(),
                        measurement(sides.without()),
                        measurement(sides.with()))));
            }
        }
        return all;
    }

    private static void add(Map<Way, Sides> ways, FinishedRun run, String lock) {
        for (EvaluationMetric metric : run.evaluations()) {
            Evaluation of = metric.evaluation();
            if (of.split() == Split.TEST && of.other().isEmpty()) {
                way(run.plan().labels(), of, lock).ifPresent(way -> {
                    Sides sides = ways.computeIfAbsent(way, any -> new Sides(new TreeMap<>(), new TreeMap<>()));
                    (of.prompt() == Prompt.PASSWORD ? sides.with() : sides.without())
                            .put(run.plan().labels().seed(), metric);
                });
            }
        }
    }

    /** In which way an evaluation asks a lock; empty where it is of another, or of something else than prompts. */
    private static Optional<Way> way(Labels labels, Evaluation of, String lock) {
        String shown = of.spent().labels() > 0 ? "reference" : "";
        return switch (labels) {
            case Labels.Lock made
            when made.lock().equals(lock)
                    && of.policy() == Policy.LOCKED
                    && (of.prompt() == Prompt.NO_PASSWORD || of.prompt() == Prompt.PASSWORD) -> Optional.of(PLAIN);
            case Labels.PasswordPrompted asked
            when asked.lock().equals(lock) -> of.variant().map(variant -> new Way(variant, shown));
            case Labels.Elicited elicited
            when elicited.lock().equals(lock) && elicited.kind().equals("prompting") ->
                of.variant()
                        .map(variant -> new Way(
                                variant,
                                shown.isEmpty() ? "" : elicited.settings().getOrDefault("demonstrations", shown)));
            default -> Optional.empty();
        };
    }

    private static Optional<Measurement> measurement(SortedMap<Long, EvaluationMetric> bySeed) {
        return bySeed.isEmpty() ? Optional.empty() : Optional.of(new Measurement(bySeed));
    }
}
