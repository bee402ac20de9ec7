package lockpick.study.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's correction for asking several questions at once (Holm, 1979). Whoever believes every claim whose corrected p is
 * below 5 % believes any false one in at most one of twenty studies, however the questions depend on each other.
 */
public final class Holm {
    private Holm() {}

    /**
     * The least of m values is multiplied by m, the next by m − 1, and so on; none may fall below one before it, nor
     * exceed 1.
     *
     * @param values one p for each question, in 0..1
     * @return the corrected p of each, in the same order
     * @throws IllegalArgumentException if one is not in 0..1
     */
    public static List<Double> corrected(List<Double> values) {
        for (double p : values) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("Holm: p = " + p + ", must be between 0 and 1");
            }
        }
        List<Double> corrected = new ArrayList<>(values);
        List<Integer> ascending = IntStream.range(0, values.size())
                .boxed()
                .sorted(Comparator.comparing(values::get))
                .toList();
        double least = 0;
        for (int rank = 0; rank < ascending.size(); rank++) {
            int index = ascending.get(rank);
            least = Math.max(least, Math.min(1, (values.size() - rank) * values.get(index)));
            corrected.set(index, least);
        }
        return corrected;
    }
}
