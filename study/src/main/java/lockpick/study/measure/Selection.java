package lockpick.study.measure;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Which candidate of an elicitation result is reported: the one with the highest mean correctness over seeds; of equals
 * the one with the smaller budget, then the smaller learning rate, then the policy as it is, then the variant whose name
 * comes first.
 *
 * <p>{@link #onValidation} takes validation scores, a type that holds no test value. {@link #onTest} is the paper's
 * protocol (G.3); what it selects is biased upwards, since the same numbers select and report.
 */
public final class Selection {
    private Selection() {}

    /** The candidate to report on the test split. */
    public static Candidate onValidation(List<ValidationScore> scores) {
        return best(scores, ValidationScore::candidate, ValidationScore::seeds);
    }

    /** The candidate that the paper's protocol reports: chosen by the numbers that are then reported. */
    public static Candidate onTest(List<TestScore> scores) {
        return best(scores, TestScore::candidate, TestScore::seeds);
    }

    private static <S> Candidate best(
            List<S> scores, Function<S, Candidate> candidate, Function<S, List<Correctness>> seeds) {
        if (scores.isEmpty()) {
            throw new IllegalArgumentException("selection: expected at least one candidate, was given none");
        }
        List<Integer> problems = problems(seeds.apply(scores.getFirst()));
        for (S score : scores) {
            boolean sameSize = problems.stream().distinct().count() == 1;
            if (!sameSize || !problems(seeds.apply(score)).equals(problems)) {
                throw new IllegalArgumentException("selection: " + candidate.apply(score) + " was measured on "
                        + problems(seeds.apply(score)) + " problems a seed, " + candidate.apply(scores.getFirst())
                        + " on " + problems + "; only equal numbers, the same for each seed, compare");
            }
        }
        // With the same n everywhere the counts order the means, and do it exactly.
        Comparator<S> worst = Comparator.comparingLong(score ->
                seeds.apply(score).stream().mapToLong(Correctness::correct).sum());
        return scores.stream()
                .max(worst.thenComparing(score -> candidate.apply(score).budget(), Comparator.reverseOrder())
                        .thenComparing(score -> candidate.apply(score).learningRate(), Comparator.reverseOrder())
                        .thenComparing(score -> candidate.apply(score).isPlain())
                        .thenComparing(score -> candidate.apply(score).variant().orElse(""), Comparator.reverseOrder()))
                .map(candidate)
                .orElseThrow();
    }

    private static List<Integer> problems(List<Correctness> seeds) {
        return seeds.stream().map(Correctness::n).toList();
    }
}
