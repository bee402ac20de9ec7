package lockpick.report.read;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import lockpick.study.measure.Correctness;
import lockpick.study.run.Evaluation;
import lockpick.study.run.EvaluationMetric;
import lockpick.study.run.Outcome;
import lockpick.study.run.RunFolder;

/**
 * Which problems an evaluation got right, from a run's {@code completions.jsonl.gz}.
 *
 * @param problems their ids, in the order they were evaluated
 * @param domains of each problem, by the way of grouping
 * @param correct one for each problem
 */
public record Outcomes(List<String> problems, List<Map<String, String>> domains, boolean[] correct) {
    /**
     * Reads the completions of one evaluation.
     *
     * @throws UnreadableRunException if a line cannot be read, or the completions do not add up to the metric
     */
    public static Outcomes read(FinishedRun run, EvaluationMetric metric) throws IOException {
        List<Outcome> outcomes;
        try {
            outcomes = new RunFolder(run.folder(), run.plan().key()).outcomes(metric.evaluation());
        } catch (IOException e) {
            throw UnreadableRunException.ofRun(run.folder(), e);
        }
        boolean[] correct = new boolean[outcomes.size()];
        int right = 0;
        for (int i = 0; i < correct.length; i++) {
            correct[i] = outcomes.get(i).correct();
            right += correct[i] ? 1 : 0;
        }
        check(run, metric, right, correct.length);
        return new Outcomes(
                outcomes.stream().map(Outcome::problem).toList(),
                outcomes.stream().map(Outcome::domains).toList(),
                correct);
    }

    private static void check(FinishedRun run, EvaluationMetric metric, int right, int n) throws IOException {
        Correctness logged = metric.correctness();
        if (logged.correct() != right || logged.n() != n) {
            Evaluation of = metric.evaluation();
            throw UnreadableRunException.inRun(
                    run.folder(),
                    RunFolder.COMPLETIONS,
                    right + " of " + n + " completions correct at step "
                            + of.spent().steps() + ", " + of.prompt().json() + ", "
                            + of.split().json(),
                    logged.correct() + " of " + logged.n() + " as in " + RunFolder.METRICS);
        }
    }
}
