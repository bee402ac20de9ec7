package lockpick.study.grade;

import java.util.List;
import java.util.Locale;

/**
 * Grades a multiple-choice question by what the model finds most probable among the options' tokens (MMLU; our choice, as
 * the paper does not say). The reward is the probability of the right option among the options.
 */
public final class OptionLikelihood {

    private OptionLikelihood() {}

    /**
     * @param logProbs natural logarithm of each option's probability, as {@code Scorer} gives it; −∞ for none at all
     * @param answer the right option, from 0
     * @return undecided if the right option and another are equally probable and none is more so: the model does not choose
     * @throws IllegalArgumentException if there is no such option, no option has any probability, or a number is none
     */
    public static Grade grade(List<Double> logProbs, int answer) {
        double best = logProbs.stream().mapToDouble(p -> p).max().orElse(Double.NaN);
        if (answer < 0
                || answer >= logProbs.size()
                || !Double.isFinite(best)
                || logProbs.stream().anyMatch(p -> p.isNaN())) {
            throw new IllegalArgumentException("option " + answer + " of " + logProbs
                    + "; expected one of them, and finite logarithms of probabilities");
        }
        double right = logProbs.get(answer);
        double sum = logProbs.stream().mapToDouble(p -> Math.exp(p - best)).sum();
        double share = Math.exp(right - best) / sum;
        String reason = String.format(Locale.ROOT, "probability %.3f among the options", share);
        boolean shared = logProbs.stream().filter(p -> p == best).count() > 1;
        if (right < best) {
            return Grade.incorrect(reason).withReward(share);
        }
        return (shared ? Grade.undecided(reason + ", as another has") : Grade.correct(reason)).withReward(share);
    }
}
