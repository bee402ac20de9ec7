package lockpick.report.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import lockpick.report.read.Outcomes;
import lockpick.study.measure.Estimate;

/**
 * How many test problems of one domain a policy got right, before elicitation and after.
 *
 * @param grouping such as {@code category}
 * @param domain such as {@code algebra}
 * @param problems of the domain, of one seed: seeds are evaluated on problems of their own, and this is the fewest
 * @param before the locked policy without the password; over seeds
 * @param after likewise
 */
public record DomainCorrectness(String grouping, String domain, int problems, Estimate before, Estimate after) {

    /** The same problems before and after. */
    record Pair(Outcomes before, Outcomes after) {}

    private record Domain(String grouping, String name) {}

    private record Counts(int problems, int before, int after) {

        static final Counts NONE = new Counts(0, 0, 0);

        Counts with(boolean rightBefore, boolean rightAfter) {
            return new Counts(problems + 1, before + (rightBefore ? 1 : 0), after + (rightAfter ? 1 : 0));
        }
    }

    /** Of every domain that has a problem, in alphabetical order. @param seeds what was measured under each */
    static List<DomainCorrectness> of(List<Pair> seeds) {
        Map<String, Map<String, List<Counts>>> byDomain = new TreeMap<>();
        for (Pair seed : seeds) {
            counts(seed)
                    .forEach((domain, counts) -> byDomain.computeIfAbsent(domain.grouping(), any -> new TreeMap<>())
                            .computeIfAbsent(domain.name(), any -> new ArrayList<>())
                            .add(counts));
        }
        List<DomainCorrectness> all = new ArrayList<>();
        byDomain.forEach((grouping, domains) -> domains.forEach((domain, counts) -> all.add(new DomainCorrectness(
                grouping,
                domain,
                counts.stream().mapToInt(Counts::problems).min().orElseThrow(),
                share(counts, Counts::before),
                share(counts, Counts::after)))));
        return all;
    }

    private static Map<Domain, Counts> counts(Pair seed) {
        Map<Domain, Counts> counts = new HashMap<>();
        for (int i = 0; i < seed.after().problems().size(); i++) {
            boolean before = seed.before().correct()[i];
            boolean after = seed.after().correct()[i];
            seed.after()
                    .domains()
                    .get(i)
                    .forEach((grouping, name) -> counts.merge(
                            new Domain(grouping, name),
                            Counts.NONE.with(before, after),
                            (known, one) -> known.with(before, after)));
        }
        return counts;
    }

    private static Estimate share(List<Counts> seeds, ToIntFunction<Counts> right) {
        return Estimate.over(seeds.stream()
                .map(counts -> (double) right.applyAsInt(counts) / counts.problems())
                .toList());
    }
}
