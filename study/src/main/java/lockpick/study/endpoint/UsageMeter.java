package lockpick.study.endpoint;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.JsonNode;

/** Counts {@link Usage}. For several threads at once. */
final class UsageMeter {

    private static final double MILLION = 1e6;

    private final Optional<Double> inputPrice;
    private final Optional<Double> outputPrice;
    private final LongAdder answered = new LongAdder();
    private final LongAdder cached = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder tokensIn = new LongAdder();
    private final LongAdder tokensOut = new LongAdder();
    private final LongAdder uncounted = new LongAdder();

    /** @param inputPrice of a million tokens, as {@code outputPrice} */
    UsageMeter(Optional<Double> inputPrice, Optional<Double> outputPrice) {
        this.inputPrice = inputPrice;
        this.outputPrice = outputPrice;
    }

    /** @param usage what the service said it took */
    void answered(JsonNode usage) {
        answered.increment();
        if (usage.path("prompt_tokens").isIntegralNumber()) {
            tokensIn.add(usage.path("prompt_tokens").asLong());
            tokensOut.add(usage.path("completion_tokens").asLong(0)); // embeddings have none
        } else {
            uncounted.increment();
        }
    }

    void cached() {
        cached.increment();
    }

    void failed() {
        failed.increment();
    }

    Usage read() {
        long in = tokensIn.sum();
        long out = tokensOut.sum();
        Optional<Double> cost =
                inputPrice.flatMap(read -> outputPrice.map(written -> (in * read + out * written) / MILLION));
        return new Usage(answered.sum(), cached.sum(), failed.sum(), in, out, uncounted.sum(), cost);
    }
}
