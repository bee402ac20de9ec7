package lockpick.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import lockpick.engine.generate.Scorer.Score;
import lockpick.engine.loss.Sequence;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.nn.Attention;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ScorerTest {

    private static final int MAX_TOKENS = 64;
    private static final int VOCABULARY = 101;
    private static final Decoder MODEL = Decoder.random(GptNeoX.pythia(2, 64, 4, VOCABULARY, MAX_TOKENS), new Seed(5));
    private static final Scorer SCORER = new Scorer(MODEL, 16);

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @AfterAll
    static void closeModel() {
        MODEL.close();
    }

    @Test
    void logProbsAreThoseOfEachSequenceReadAsAWhole() {
        List<Sequence> sequences = sequences();
        List<Score> scores = SCORER.score(sequences);

        assertThat(scores).hasSameSizeAs(sequences);
        for (int i = 0; i < sequences.size(); i++) {
            double[] expected = asAWhole(sequences.get(i));
            assertThat(doubles(scores.get(i)))
                    .as("sequence %d, seed %d", i, seed)
                    .containsExactly(expected, within(1e-5));
            assertThat(scores.get(i).sum())
                    .isEqualTo(Arrays.stream(doubles(scores.get(i))).sum());
        }
    }

    @Test
    void neighboursPlaceAndOrderChangeNoBit() {
        List<Sequence> sequences = sequences();
        List<Score> together = SCORER.score(sequences);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < sequences.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        List<Score> shuffled = SCORER.score(order.stream().map(sequences::get).toList());
        for (int i = 0; i < order.size(); i++) {
            assertThat(shuffled.get(i).logProbs())
                    .as("sequence %d, seed %d", order.get(i), seed)
                    .containsExactly(together.get(order.get(i)).logProbs());
        }
        for (int i : order.subList(0, 20)) {
            assertThat(SCORER.score(List.of(sequences.get(i))).getFirst().logProbs())
                    .as("sequence %d alone, seed %d", i, seed)
                    .containsExactly(together.get(i).logProbs());
        }
    }

    @Test
    void aGeneratedCompletionScoresAsItWasWritten() {
        int[] prompt = tokens(9);
        Generated written = new Generator(MODEL, 16, Stopping.at())
                .generate(List.of(new Generator.Request(prompt, new Seed(1))), new Sampling(1, 0, 1, 20).withLogProbs())
                .getFirst();

        Score score = SCORER.score(List.of(new Sequence(joined(prompt, written.tokens()), prompt.length)))
                .getFirst();

        assertThat(score.logProbs()).containsExactly(written.logProbs(), within(1e-5f));
    }

    @Test
    void scoredTokensHaveTheSameScoresAndTheLikeliestBesideThem() {
        List<Sequence> sequences = sequences().subList(0, 20);
        List<Score> scores = SCORER.score(sequences);
        List<List<ScoredToken>> tokens = SCORER.tokens(sequences, VOCABULARY);
        for (int i = 0; i < sequences.size(); i++) {
            Sequence sequence = sequences.get(i);
            float[] logProbs = scores.get(i).logProbs();
            assertThat(tokens.get(i)).hasSameSizeAs(logProbs);
            for (int t = 0; t < logProbs.length; t++) {
                ScoredToken token = tokens.get(i).get(t);
                assertThat(token.token()).isEqualTo(sequence.tokens()[sequence.completionStart() + t]);
                assertThat(token.logProb()).as("seed %d", seed).isEqualTo(logProbs[t]);
                assertThat(token.logProbs()).isSortedAccordingTo(Collections.reverseOrder());
                assertThat(token.likeliest()).hasSize(VOCABULARY).doesNotHaveDuplicates();
                int rank = Arrays.stream(token.likeliest()).boxed().toList().indexOf(token.token());
                assertThat(token.logProbs()[rank]).isEqualTo(token.logProb());
            }
        }
        assertThat(SCORER.tokens(sequences, 0).getFirst().getFirst().likeliest())
                .isEmpty();
    }

    @Test
    void aSequenceMayFillTheModelAndPredictOneMore() {
        Sequence longest = new Sequence(tokens(MAX_TOKENS + 1), 50);
        Sequence oneToken = new Sequence(tokens(MAX_TOKENS + 1), MAX_TOKENS);

        assertThat(doubles(SCORER.score(List.of(longest)).getFirst())).containsExactly(asAWhole(longest), within(1e-5));
        assertThat(doubles(SCORER.score(List.of(oneToken)).getFirst()))
                .containsExactly(asAWhole(oneToken), within(1e-5));
    }

    @Test
    void aLongerSequenceIsRefused() {
        assertThatThrownBy(() -> SCORER.score(List.of(new Sequence(tokens(MAX_TOKENS + 2), 50))))
                .hasMessage(
                        "score: sequence 0 has 66 tokens, but the model holds 65 of which the last is only predicted;"
                                + " shorten the prompt or completion");
    }

    /** Prompts with one to nine completions of many lengths, in a mixed order. */
    private List<Sequence> sequences() {
        List<Sequence> sequences = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int[] prompt = tokens(1 + random.nextInt(30));
            int completions = random.nextBoolean() ? 1 : 1 + random.nextInt(9);
            for (int j = 0; j < completions; j++) {
                int[] completion = tokens(random.nextBoolean() ? 1 : 1 + random.nextInt(30));
                sequences.add(new Sequence(joined(prompt, completion), prompt.length));
            }
        }
        Collections.shuffle(sequences, random);
        return sequences;
    }

    private int[] tokens(int count) {
        return random.ints(count, 0, VOCABULARY).toArray();
    }

    private static int[] joined(int[] prompt, int[] completion) {
        int[] tokens = Arrays.copyOf(prompt, prompt.length + completion.length);
        System.arraycopy(completion, 0, tokens, prompt.length, completion.length);
        return tokens;
    }

    private static double[] doubles(Score score) {
        double[] logProbs = new double[score.logProbs().length];
        for (int i = 0; i < logProbs.length; i++) {
            logProbs[i] = score.logProbs()[i];
        }
        return logProbs;
    }

    private static double[] asAWhole(Sequence sequence) {
        int[] tokens = sequence.tokens();
        int start = sequence.completionStart();
        long[] read = Arrays.stream(tokens, 0, tokens.length - 1).asLongStream().toArray();
        long[] targets =
                Arrays.stream(tokens, start, tokens.length).asLongStream().toArray();
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            return MODEL.logits(MODEL.hidden(Tensor.of(read, 1, read.length), new Attention.Causal()))
                    .select(0, 0)
                    .narrow(0, start - 1, targets.length)
                    .logSoftmax()
                    .pick(Tensor.of(targets, targets.length))
                    .toDoubles();
        }
    }
}
