package lockpick.study.elicit;

import java.util.List;
import java.util.stream.LongStream;
import lockpick.study.task.Problem;

/**
 * Problems that are asked over and over. They stand in one random order, and each round goes on where the last one ended,
 * from the end to the beginning, so that no round asks a problem twice and all are asked equally often.
 */
record ProblemPool(List<Problem> problems) {

    ProblemPool {
        problems = List.copyOf(problems);
    }

    /** @param draw how often the problem was asked in rounds before */
    record Asked(Problem problem, int draw) {}

    /**
     * The problems of a round.
     *
     * @param round from 0
     * @param size of every round, at most that of the pool
     */
    List<Asked> round(int round, int size) {
        long first = (long) round * size;
        return LongStream.range(first, first + size)
                .mapToObj(place -> new Asked(
                        problems.get((int) (place % problems.size())), Math.toIntExact(place / problems.size())))
                .toList();
    }
}
