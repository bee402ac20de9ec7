package lockpick.report.result;

import java.util.List;
import java.util.function.Function;
import lockpick.study.measure.Estimate;

/**
 * Correctness on test as a mean over domains, or over results of one domain each ({@link Estimate#overDomains}).
 *
 * @param over how many
 * @param before elicitation, without the password
 * @param after likewise
 */
public record DomainMean(int over, Estimate before, Estimate after) {

    static DomainMean ofDomains(List<DomainCorrectness> domains) {
        return of(domains, DomainCorrectness::before, DomainCorrectness::after);
    }

    static DomainMean ofMeans(List<DomainMean> means) {
        return of(means, DomainMean::before, DomainMean::after);
    }

    private static <T> DomainMean of(List<T> all, Function<T, Estimate> before, Function<T, Estimate> after) {
        return new DomainMean(
                all.size(),
                Estimate.overDomains(all.stream().map(before).toList()),
                Estimate.overDomains(all.stream().map(after).toList()));
    }
}
