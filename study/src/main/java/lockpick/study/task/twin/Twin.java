package lockpick.study.task.twin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lockpick.study.task.data.ContentHash;
import lockpick.study.task.data.DataRecord;

/**
 * A task at laptop size: an endless row of problems made from a seed, as records of the real data set. A problem depends
 * on the seed and its number alone. Where a problem occurs again, under another number, it has the same content, and so
 * the same split.
 */
public interface Twin<R extends DataRecord> {

    /** Numbers in a row without a new problem, after which no more are expected. */
    int MOST_IN_VAIN = 1_000_000;

    /** The problem of this number, from 0. */
    TwinProblem<R> problem(long number);

    /** What a policy is given to complete, for a record of this twin, made now or read from its files. */
    TwinPrompt prompt(R record);

    /**
     * Writes the first different problems into a folder, in the format of the real data set.
     *
     * @param count how many, at least 1
     * @throws IOException if that fails, or one of the files is there already
     */
    void write(Path folder, long count) throws IOException;

    /**
     * The different problems, in order.
     *
     * @throws IllegalStateException while it is read, where a million numbers in a row bring nothing new
     */
    default Stream<TwinProblem<R>> different() {
        Set<String> seen = new HashSet<>();
        long[] last = {0};
        return LongStream.iterate(0, number -> number + 1)
                .mapToObj(this::problem)
                .filter(problem -> {
                    boolean isNew =
                            seen.add(ContentHash.ignoringBlanks(problem.record().content())
                                    .hex());
                    if (isNew) {
                        last[0] = problem.number();
                    } else if (problem.number() - last[0] > MOST_IN_VAIN) {
                        throw new IllegalStateException(
                                "this twin has no more than " + seen.size() + " different problems; ask for fewer");
                    }
                    return isNew;
                });
    }
}
