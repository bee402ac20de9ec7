package lockpick.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import lockpick.engine.generate.Generator.Request;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.nn.Attention;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The generator, with its cache, padding and refilled slots, against the slow and obvious way. */
class CachedDecodingTest {

    private static final int VOCABULARY = 101;
    private static final int END = 0;
    private static final int NEW_TOKENS = 12;
    private static final int PROMPTS = 50;
    private static final double TOLERANCE = 1e-5;
    private static final double NEAR_TIE = 2 * TOLERANCE;

    /** @param steered behind which layer a vector is added; 0 for none */
    @ParameterizedTest(name = "{0} layers of width {1}, {2} heads, steered behind layer {3}")
    @CsvSource({"3, 64, 4, 0", "4, 128, 4, 0", "3, 64, 4, 2"})
    void greedyGenerationIsTheSameWithAndWithoutACache(int layers, int width, int heads, int steered) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<int[]> prompts = IntStream.range(0, PROMPTS)
                .mapToObj(
                        i -> random.ints(1 + random.nextInt(34), 1, VOCABULARY).toArray())
                .toList();
        int nearTies = 0;
        try (Decoder model = Decoder.random(GptNeoX.pythia(layers, width, heads, VOCABULARY, 64), new Seed(seed));
                var scope = TensorScope.open();
                var steering = steered == 0
                        ? null
                        : model.steered(
                                steered,
                                Tensor.of(random.doubles(width, -1, 1).toArray(), width)
                                        .to(model.dtype()))) {
            List<Generated> cached = new Generator(model, 16, Stopping.at(END))
                    .generate(
                            prompts.stream()
                                    .map(prompt -> new Request(prompt, random.nextInt(prompt.length + 1), new Seed(0)))
                                    .toList(),
                            Sampling.greedy(NEW_TOKENS).withLogProbs());
            for (int i = 0; i < PROMPTS; i++) {
                if (!sameUpToANearTie(model, prompts.get(i), cached.get(i), "prompt " + i + ", seed " + seed)) {
                    nearTies++;
                }
            }
        }
        assertThat(nearTies).as("rows that met a near tie, seed %d", seed).isLessThanOrEqualTo(PROMPTS / 10);
    }

    /** Whether the whole row could be compared: where two tokens are as good as equally likely, either may be chosen. */
    private static boolean sameUpToANearTie(Decoder model, int[] prompt, Generated cached, String where) {
        List<Integer> tokens = new ArrayList<>(Arrays.stream(prompt).boxed().toList());
        for (int step = 0; step < NEW_TOKENS; step++) {
            float[] logProbs = nextLogProbs(model, tokens);
            int[] ranked = IntStream.range(0, VOCABULARY)
                    .boxed()
                    .sorted((a, b) -> Float.compare(logProbs[b], logProbs[a]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            if (logProbs[ranked[0]] - logProbs[ranked[1]] < NEAR_TIE) {
                return false;
            }
            assertThat((double) cached.logProbs()[step])
                    .as("%s, step %d", where, step)
                    .isCloseTo(logProbs[ranked[0]], within(TOLERANCE));
            if (ranked[0] == END) {
                assertThat(cached.ended()).as(where).isTrue();
                assertThat(cached.tokens()).as(where).hasSize(step);
                return true;
            }
            assertThat(cached.tokens()[step]).as("%s, step %d", where, step).isEqualTo(ranked[0]);
            tokens.add(ranked[0]);
        }
        assertThat(cached.ended()).as(where).isFalse();
        return true;
    }

    private static float[] nextLogProbs(Decoder model, List<Integer> tokens) {
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            Tensor ids = Tensor.of(tokens.stream().mapToLong(Integer::longValue).toArray(), 1, tokens.size());
            return model.logits(model.hidden(ids, new Attention.Causal()).select(1, tokens.size() - 1))
                    .logSoftmax()
                    .toFloats();
        }
    }
}
