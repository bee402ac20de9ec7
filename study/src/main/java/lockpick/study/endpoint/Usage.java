package lockpick.study.endpoint;

import java.util.Locale;
import java.util.Optional;

/**
 * What asking took so far, in this process.
 *
 * @param answered requests that the service answered
 * @param cached requests that were answered from the cache, for nothing
 * @param failed times that a request was sent in vain and sent again
 * @param tokensIn tokens read by the service
 * @param tokensOut tokens written by the service
 * @param uncounted answers of which the service did not say how many tokens they took; no part of the two numbers above
 * @param cost of these tokens, in the currency of the prices; empty without prices
 */
public record Usage(
        long answered, long cached, long failed, long tokensIn, long tokensOut, long uncounted, Optional<Double> cost) {

    /** In words: {@code 120 requests (40 from the cache), 51,200 tokens in, 9,100 out, cost 0.04}. */
    @Override
    public String toString() {
        StringBuilder words = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d requests (%,d from the cache), %,d tokens in, %,d out",
                answered + cached,
                cached,
                tokensIn,
                tokensOut));
        cost.ifPresent(price -> words.append(String.format(Locale.ROOT, ", cost %.2f", price)));
        if (uncounted > 0) {
            words.append(String.format(Locale.ROOT, ", without the tokens of %,d answers, untold", uncounted));
        }
        if (failed > 0) {
            words.append(String.format(Locale.ROOT, "; %,d failed and were sent again", failed));
        }
        return words.toString();
    }
}
