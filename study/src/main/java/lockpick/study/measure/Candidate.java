package lockpick.study.measure;

import java.util.Optional;

/**
 * One way to elicit that competes for being reported.
 *
 * @param learningRate peak learning rate; 0 where nothing is learnt
 * @param budget as {@link Spent#budget} counts it
 * @param variant which of several things that the method tries beside each other; empty where it tries one
 */
public record Candidate(double learningRate, long budget, Optional<String> variant) {

    /** The variant that asks a policy as it is, beside others that do something to it. */
    public static final String PLAIN = "plain";

    /** Whether it is the policy as it is. */
    boolean isPlain() {
        return variant.filter(PLAIN::equals).isPresent();
    }

    /** Of a method that tries one thing at each budget. */
    public Candidate(double learningRate, long budget) {
        this(learningRate, budget, Optional.empty());
    }
}
