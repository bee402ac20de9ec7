package lockpick.report.result;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which training budgets compete for selection: the paper's rule (G.3), in sequences seen. */
final class EpochRuleBudgets {
    private static final int MANY = 256;

    private EpochRuleBudgets() {}

    /** @param k demonstrations, at least 1 */
    static Set<Long> of(int k) {
        IntStream epochs = k < MANY ? IntStream.of(256, 512, 1_024).map(budget -> Math.ceilDiv(budget, k)) : IntStream.of(1, 2, 4);
        return epochs.mapToObj(passes -> (long) passes * k).collect(Collectors.toSet());
    }
}
