package lockpick.engine.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.generate.Generator.Request;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.tensor.Seed;

/** Checks that each row's tokens and log-probabilities are the same bits whatever is generated with it. */
public final class BatchIndependence {

    private static final int REQUESTS = 60;
    private static final int LONGEST_PROMPT = 34; // five steps of the padded length
    private static final int NEW_TOKENS = 14;
    private static final int VOCABULARY = 101;

    /** The ways of choosing a token that are checked. */
    static final List<Sampling> SAMPLINGS = Stream.of(
                    Sampling.greedy(NEW_TOKENS),
                    new Sampling(1, 0, 1, NEW_TOKENS),
                    new Sampling(0.7, 5, 1, NEW_TOKENS),
                    new Sampling(1.3, 0, 0.9, 1.5, NEW_TOKENS, true))
            .map(Sampling::withLogProbs)
            .toList();

    private BatchIndependence() {}

    /** A model of this size. */
    static Decoder pythia(int layers, int width, int heads) {
        return Decoder.random(GptNeoX.pythia(layers, width, heads, VOCABULARY, 64), new Seed(layers));
    }

    /**
     * Generates random prompts all together, some of them in another order, and single ones. There are more than slots, some
     * of them are equal, some share their beginning, and they end after very different numbers of tokens.
     *
     * @param rows rows of a step
     * @throws AssertionError if a row differs, with the seed
     */
    public static void check(Decoder model, int rows, Sampling sampling, long seed) {
        Random random = new Random(seed);
        List<Request> requests = requests(random);
        int[] endTokens = random.ints(3, 0, VOCABULARY).toArray();
        Generator generator = new Generator(model, rows, Stopping.at(endTokens));
        List<Generated> together = generator.generate(requests, sampling);

        List<Integer> order =
                new ArrayList<>(IntStream.range(0, REQUESTS).boxed().toList());
        Collections.shuffle(order, random);
        List<Integer> some = order.subList(0, REQUESTS / 4 + random.nextInt(REQUESTS / 2));
        List<Generated> shuffled =
                generator.generate(some.stream().map(requests::get).toList(), sampling);
        for (int i = 0; i < some.size(); i++) {
            assertSameBits(together.get(some.get(i)), shuffled.get(i), "among others", some.get(i), seed);
        }
        for (int i : order.subList(0, REQUESTS / 4)) {
            Generated alone =
                    generator.generate(List.of(requests.get(i)), sampling).getFirst();
            assertSameBits(together.get(i), alone, "alone", i, seed);
        }
    }

    private static List<Request> requests(Random random) {
        List<int[]> shared = List.of(tokens(random, 3), tokens(random, 17));
        List<Request> requests = new ArrayList<>();
        while (requests.size() < REQUESTS) {
            int[] prompt = tokens(random, 1 + random.nextInt(LONGEST_PROMPT));
            int prefix = 0;
            if (random.nextInt(3) == 0) {
                int[] beginning = shared.get(random.nextInt(2));
                prefix = Math.min(beginning.length, prompt.length);
                System.arraycopy(beginning, 0, prompt, 0, prefix);
            }
            int samples = random.nextInt(5) == 0 ? 1 + random.nextInt(8) : 1;
            for (int sample = 0; sample < samples && requests.size() < REQUESTS; sample++) {
                requests.add(new Request(prompt, prefix, new Seed(requests.size())));
            }
        }
        return requests;
    }

    private static int[] tokens(Random random, int count) {
        return random.ints(count, 0, VOCABULARY).toArray();
    }

    private static void assertSameBits(Generated one, Generated other, String how, int request, long seed) {
        if (!Arrays.equals(one.tokens(), other.tokens())
                || !Arrays.equals(one.logProbs(), other.logProbs())
                || !one.stop().equals(other.stop())) {
            throw new AssertionError("request " + request + " comes out differently " + how + ", seed " + seed + "\n"
                    + describe(one) + "\n" + describe(other));
        }
    }

    private static String describe(Generated generated) {
        return Arrays.toString(generated.tokens()) + " " + Arrays.toString(generated.logProbs());
    }

    /** Runs the check in a process of its own, whose environment sets the threads; the argument is a seed. */
    public static void main(String[] arguments) {
        long seed = Long.parseLong(arguments[0]);
        try (Decoder small = pythia(3, 64, 4);
                Decoder wide = pythia(2, 512, 8)) {
            for (Sampling sampling : SAMPLINGS) {
                check(small, 16, sampling, seed);
            }
            check(wide, 16, SAMPLINGS.getFirst(), seed);
        }
        System.out.println("independent");
    }
}
