package lockpick.study.serve;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import lockpick.engine.generate.Sampling;
import lockpick.engine.tensor.Seed;

/**
 * How completions are drawn.
 *
 * @param sampling its limit is not used
 * @param stops texts before which a completion ends
 * @param count completions of each prompt
 * @param seed the request's, or a fresh one
 * @param topLogProbs most likely tokens to be told with each token; empty for no log-probabilities
 */
record Draw(Sampling sampling, List<String> stops, int count, Seed seed, OptionalInt topLogProbs) {

    private static final int MOST_STOPS = 16; // OpenAI takes 4; lm-evaluation-harness sends 6 for HumanEval
    private static final int MOST_COMPLETIONS = 128;
    private static final double HOTTEST = 2;

    /** @throws RefusedException if a member is not what it should be */
    static Draw read(Fields fields, OptionalInt topLogProbs) {
        double topP = fields.number("top_p", 0, 1, 1);
        Sampling sampling = new Sampling(
                fields.number("temperature", 0, HOTTEST, 1),
                fields.whole("top_k", 0, Integer.MAX_VALUE).orElse(0),
                topP == 0 ? Double.MIN_VALUE : topP, // the most likely token alone
                1);
        return new Draw(
                topLogProbs.isPresent() ? sampling.withLogProbs() : sampling,
                fields.texts("stop", MOST_STOPS),
                fields.whole("n", 1, MOST_COMPLETIONS).orElse(1),
                new Seed(fields.whole("seed").orElseGet(ThreadLocalRandom.current()::nextLong)),
                topLogProbs);
    }

    /** What one completion is drawn from: that of {@code lockpick generate --seed}, for the same prompts. */
    Seed stream(int prompt, int completion) {
        return seed.stream("prompt number", prompt, completion);
    }
}
