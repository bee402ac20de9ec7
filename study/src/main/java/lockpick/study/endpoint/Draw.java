package lockpick.study.endpoint;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How completions are drawn.
 *
 * @param temperature 0 for the most probable token each time; at most 2
 * @param maxTokens most tokens of a completion
 * @param stops texts before which a completion ends; services take 4 at most
 * @param count completions of the one prompt, {@code n}
 * @param seed what a service that draws repeatably begins from; also what tells one draw from another in the cache
 * @param topLogProbs most probable tokens to be told with each token; empty for no log-probabilities. Chats take 20 at
 *     most, completions 5
 */
public record Draw(
        double temperature, int maxTokens, List<String> stops, int count, OptionalLong seed, OptionalInt topLogProbs) {

    /** @throws IllegalArgumentException if a number is out of its range */
    public Draw {
        stops = List.copyOf(stops);
        require(temperature >= 0 && temperature <= 2, "temperature", temperature, "between 0 and 2");
        require(maxTokens >= 1, "maxTokens", maxTokens, "at least 1");
        require(stops.size() <= 4, "stops", stops.size(), "at most 4 texts");
        require(count >= 1 && count <= 128, "count", count, "between 1 and 128");
        int top = topLogProbs.orElse(0);
        require(top >= 0 && top <= 20, "topLogProbs", top, "between 0 and 20");
    }

    private static void require(boolean holds, String what, Number given, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(what + " is " + given + "; expected " + expected);
        }
    }

    /** One completion at temperature 0. */
    public static Draw greedy(int maxTokens) {
        return new Draw(0, maxTokens, List.of(), 1, OptionalLong.empty(), OptionalInt.empty());
    }

    /** One completion at this temperature, drawn from this seed. */
    public static Draw one(double temperature, int maxTokens, long seed) {
        return new Draw(temperature, maxTokens, List.of(), 1, OptionalLong.of(seed), OptionalInt.empty());
    }

    public Draw withStops(List<String> texts) {
        return new Draw(temperature, maxTokens, texts, count, seed, topLogProbs);
    }

    public Draw withCount(int completions) {
        return new Draw(temperature, maxTokens, stops, completions, seed, topLogProbs);
    }

    public Draw withTopLogProbs(int most) {
        return new Draw(temperature, maxTokens, stops, count, seed, OptionalInt.of(most));
    }
}
