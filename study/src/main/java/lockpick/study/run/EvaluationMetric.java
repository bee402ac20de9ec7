package lockpick.study.run;

import java.util.List;
import lockpick.study.measure.Correctness;

/**
 * How many completions of an evaluation are right.
 *
 * @param correctness completions graded correct, of all
 * @param finalCorrect completions whose final result is right, whatever stands before it
 */
public record EvaluationMetric(Evaluation evaluation, Correctness correctness, int finalCorrect) implements Metric {

    public EvaluationMetric {
        if (finalCorrect < 0 || finalCorrect > correctness.n()) {
            throw new IllegalArgumentException("evaluation: " + finalCorrect
                    + " completions with a right final result of " + correctness.n() + " problems");
        }
    }

    /** Counts the graded completions of an evaluation, at least one. */
    public static EvaluationMetric of(Evaluation evaluation, List<CompletionRow> graded) {
        int correct = (int) graded.stream().filter(CompletionRow::correct).count();
        int finalCorrect =
                (int) graded.stream().filter(CompletionRow::finalCorrect).count();
        return new EvaluationMetric(evaluation, new Correctness(correct, graded.size()), finalCorrect);
    }
}
