package lockpick.study.policy;

import java.util.Arrays;
import java.util.List;

/**
 * How likely a policy finds the options of a multiple-choice problem.
 *
 * @param probabilities in the order of the options, adding up to 1
 */
public record OptionLikelihoods(List<Double> probabilities) {

    public OptionLikelihoods {
        probabilities = List.copyOf(probabilities);
    }

    /** Relative to one another. @param logProbs natural logarithms of the options' probabilities as completions */
    static OptionLikelihoods of(double[] logProbs) {
        double most = Arrays.stream(logProbs).max().orElseThrow();
        double sum = Arrays.stream(logProbs).map(each -> Math.exp(each - most)).sum();
        return new OptionLikelihoods(Arrays.stream(logProbs)
                .map(each -> Math.exp(each - most) / sum)
                .boxed()
                .toList());
    }

    /** Kullback-Leibler divergence to another's, nats: Σ p ln (p / q). */
    public double divergenceTo(OptionLikelihoods other) {
        double sum = 0;
        for (int i = 0; i < probabilities.size(); i++) {
            double p = probabilities.get(i);
            sum += p == 0 ? 0 : p * Math.log(p / other.probabilities.get(i));
        }
        return sum;
    }

    /** The number of the likeliest option; of equally likely ones the first. */
    int likeliest() {
        int best = 0;
        for (int i = 1; i < probabilities.size(); i++) {
            best = probabilities.get(i) > probabilities.get(best) ? i : best;
        }
        return best;
    }

    /** The option that a uniform draw from [0, 1) falls on. */
    int draw(double uniform) {
        double below = 0;
        for (int i = 0; i < probabilities.size(); i++) {
            below += probabilities.get(i);
            if (uniform < below) {
                return i;
            }
        }
        return probabilities.size() - 1;
    }
}
