package lockpick.study.task;

import java.util.List;
import java.util.function.Predicate;
import lockpick.engine.tensor.Seed;

/** The problems of one split. */
public interface ProblemSet {

    /** A number of problems that it certainly has; where problems are made rather than read it may have some more. */
    long size();

    /**
     * Different problems, in random order; the same ones for the same seed. A longer draw begins with the shorter one.
     *
     * @param count how many, at least 1
     * @throws IllegalArgumentException if the set has fewer
     */
    List<Problem> draw(int count, Seed seed);

    /** Those for which a condition holds. */
    default ProblemSet where(Predicate<Problem> chosen) {
        return new ChosenProblems(this, chosen);
    }
}
