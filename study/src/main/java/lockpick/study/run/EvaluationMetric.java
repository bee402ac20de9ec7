package lockpick.study.run;

import java.util.List;
import lockpick.study.grade.Verdict;
import lockpick.study.measure.Correctness;

/**
 * How good the completions of an evaluation are.
 *
 * @param correctness completions graded correct, of all
 * @param undecided completions that the grader could not judge; none of them counts as correct
 * @param reward mean reward, from 0 to 1
 * @param truncated completions whose prompts had less in them than was meant, for want of room
 */
public record EvaluationMetric(
        Evaluation evaluation, Correctness correctness, int undecided, double reward, int truncated) implements Metric {

    /** Of whole prompts. */
    public EvaluationMetric(Evaluation evaluation, Correctness correctness, int undecided, double reward) {
        this(evaluation, correctness, undecided, reward, 0);
    }

    public EvaluationMetric {
        if (undecided < 0 || undecided > correctness.n() - correctness.correct()) {
            throw new IllegalArgumentException("evaluation: " + undecided + " undecided completions beside "
                    + correctness.correct() + " correct ones of " + correctness.n());
        }
        if (!(reward >= 0 && reward <= 1)) {
            throw new IllegalArgumentException("evaluation: reward is " + reward + ", must be between 0 and 1");
        }
    }

    /** Counts the graded completions of an evaluation, at least one. */
    public static EvaluationMetric of(Evaluation evaluation, List<CompletionRow> graded) {
        double reward = graded.stream().mapToDouble(row -> row.grade().reward()).sum();
        return new EvaluationMetric(
                evaluation,
                new Correctness(count(graded, Verdict.CORRECT), graded.size()),
                count(graded, Verdict.UNDECIDED),
                reward / graded.size(),
                (int) graded.stream().filter(CompletionRow::truncated).count());
    }

    private static int count(List<CompletionRow> graded, Verdict verdict) {
        return (int)
                graded.stream().filter(row -> row.grade().verdict() == verdict).count();
    }
}
