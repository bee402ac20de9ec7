package lockpick.study.grade.judge;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lockpick.study.endpoint.Written;
import lockpick.study.endpoint.Written.ScoredToken;
import lockpick.study.endpoint.Written.TokenChoice;
import lockpick.study.grade.Grade;

/**
 * What a judge thinks of a solution.
 *
 * @param expected mean of 1 … 5 under the probabilities that the judge gives these digits, scaled to sum to 1; NaN where it
 *     gives them none
 * @param mass probability of the five digits together, from 0 to 1; digits that the service does not tell count as 0
 */
public record Rating(double expected, double mass) {

    private static final int LOWEST = 1;
    private static final int HIGHEST = 5;
    private static final double LEAST_MASS = 0.5;

    /** From the first token of an answer; a digit with and without a blank in front of it is the same digit. */
    static Rating of(Written answer) {
        if (answer.tokens().isEmpty()) {
            return new Rating(Double.NaN, 0);
        }
        TokenChoice first = answer.tokens().getFirst();
        List<ScoredToken> told = Stream.concat(
                        first.top().stream(),
                        Stream.of(first.chosen())
                                .filter(chosen -> first.top().stream()
                                        .noneMatch(other -> other.token().equals(chosen.token()))))
                .toList();
        double mass = 0;
        double sum = 0;
        for (ScoredToken token : told) {
            String text = token.token().strip();
            if (text.length() == 1 && text.charAt(0) >= '0' + LOWEST && text.charAt(0) <= '0' + HIGHEST) {
                double probability = Math.exp(token.logProb());
                mass += probability;
                sum += probability * (text.charAt(0) - '0');
            }
        }
        return new Rating(sum / mass, Math.min(mass, 1));
    }

    /** Whether the judge answered the question: with a digit, more probably than not. */
    public boolean isAnswer() {
        return mass >= LEAST_MASS;
    }

    /** From 0 for 1 to 1 for 5; 0 where it is no answer. */
    public double reward() {
        return isAnswer() ? Math.clamp((expected - LOWEST) / (HIGHEST - LOWEST), 0.0, 1.0) : 0;
    }

    /** As a grade, whose verdict is always undecided. */
    public Grade grade() {
        return Grade.undecided(toString()).withReward(reward());
    }

    /** In words. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                isAnswer()
                        ? "the judge rates it %.2f of 5 (probability of a digit: %.2f)"
                        : "no rating: the judge gives the digits 1-5 a probability of %2$.2f",
                expected,
                mass);
    }
}
