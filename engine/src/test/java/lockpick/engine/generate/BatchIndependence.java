package lockpick.engine.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import lockpick.engine.generate.Generator.Request;
import lockpick.engine.model.Architecture;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.tensor.Seed;

/**
 * Checks that each row's tokens and log-probabilities are the same bits whatever is generated with it. Every family's
 * decoder has to pass.
 */
final class BatchIndependence {

    private static final int REQUESTS = 40;
    private static final int LONGEST_PROMPT = 34; // five steps of the padded length
    private static final int NEW_TOKENS = 10;
    private static final int VOCABULARY = 101;
    private static final int END = 0;

    /** The ways of choosing a token that are checked. */
    static final List<Sampling> SAMPLINGS = List.of(
            Sampling.greedy(NEW_TOKENS),
            new Sampling(1, 0, 1, NEW_TOKENS),
            new Sampling(0.7, 5, 1, NEW_TOKENS),
            new Sampling(1.3, 0, 0.9, NEW_TOKENS));

    private BatchIndependence() {}

    /** A model of this size. */
    static Architecture pythia(int layers, int width, int heads) {
        return GptNeoX.pythia(layers, width, heads, VOCABULARY, 64);
    }

    /**
     * Generates random prompts all together, some of them in another order, and single ones.
     *
     * @param rows rows of a micro-batch
     * @throws AssertionError if a row differs, with the seed
     */
    static void check(Architecture config, int rows, Sampling sampling, long seed) {
        Random random = new Random(seed);
        List<Request> requests = IntStream.range(0, REQUESTS)
                .mapToObj(i -> new Request(prompt(random), new Seed(i)))
                .toList();
        try (Decoder model = Decoder.random(config, new Seed(seed))) {
            Generator generator = new Generator(model, rows, END);
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
    }

    private static int[] prompt(Random random) {
        return random.ints(1 + random.nextInt(LONGEST_PROMPT), 1, VOCABULARY).toArray();
    }

    private static void assertSameBits(Generated one, Generated other, String how, int request, long seed) {
        if (!Arrays.equals(one.tokens(), other.tokens())
                || !Arrays.equals(one.logProbs(), other.logProbs())
                || one.ended() != other.ended()) {
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
        for (Sampling sampling : SAMPLINGS) {
            check(pythia(3, 64, 4), 16, sampling, seed);
        }
        check(pythia(2, 512, 8), 16, SAMPLINGS.getFirst(), seed);
        System.out.println("independent");
    }
}
