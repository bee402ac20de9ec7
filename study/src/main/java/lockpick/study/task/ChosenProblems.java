package lockpick.study.task;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;

/** Those of a set for which a condition holds, drawn in the order in which the whole set is. */
record ChosenProblems(ProblemSet all, Predicate<Problem> chosen) implements ProblemSet {

    @Override
    public long size() {
        return drawn(new Seed(0)).count();
    }

    @Override
    public List<Problem> draw(int count, Seed seed) {
        List<Problem> drawn = drawn(seed).limit(count).toList();
        if (drawn.size() < count) {
            throw new IllegalArgumentException("asked for " + count + " problems of some domains, but there are "
                    + drawn.size() + "; ask for fewer, or name more domains");
        }
        return drawn;
    }

    private Stream<Problem> drawn(Seed seed) {
        return all.draw(Math.toIntExact(all.size()), seed).stream().filter(chosen);
    }
}
