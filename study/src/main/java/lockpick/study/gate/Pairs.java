package lockpick.study.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import lockpick.study.measure.ProblemValues;

/**
 * The problems that two arms have in common, seed by seed, in the order of their ids.
 *
 * @param leftOut problems of the first arm that the second lacks
 */
record Pairs(List<OfSeed> seeds, int leftOut) {

    /** What both arms gave on the same problems. */
    record OfSeed(double[] first, double[] second) {}

    static Pairs of(Arm first, Arm second) {
        List<OfSeed> seeds = new ArrayList<>();
        int all = 0;
        int common = 0;
        for (var entry : first.bySeed().entrySet()) {
            SortedMap<String, Double> others = second.bySeed().getOrDefault(entry.getKey(), new TreeMap<>());
            List<String> problems = entry.getValue().keySet().stream()
                    .filter(others::containsKey)
                    .toList();
            all += entry.getValue().size();
            common += problems.size();
            if (!problems.isEmpty()) {
                seeds.add(new OfSeed(numbers(problems, entry.getValue()), numbers(problems, others)));
            }
        }
        return new Pairs(List.copyOf(seeds), all - common);
    }

    private static double[] numbers(List<String> problems, SortedMap<String, Double> values) {
        return problems.stream().mapToDouble(values::get).toArray();
    }

    /** The first arm's share less the second's. */
    List<ProblemValues> differences() {
        return values(ProblemValues::differences);
    }

    /** 1 where both are right or both wrong, 0 where one of them is. */
    List<ProblemValues> agreements() {
        return values((first, second) -> {
            double[] agreements = new double[first.length];
            for (int i = 0; i < first.length; i++) {
                agreements[i] = 1 - Math.abs(first[i] - second[i]);
            }
            return ProblemValues.shares(agreements);
        });
    }

    private List<ProblemValues> values(BiFunction<double[], double[], ProblemValues> of) {
        return seeds.stream().map(seed -> of.apply(seed.first(), seed.second())).toList();
    }
}
