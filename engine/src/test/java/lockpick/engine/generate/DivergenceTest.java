package lockpick.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import lockpick.engine.generate.Scorer.Score;
import lockpick.engine.loss.CompletionGradients;
import lockpick.engine.loss.MicroBatches;
import lockpick.engine.loss.RandomRows;
import lockpick.engine.loss.Sequence;
import lockpick.engine.loss.Target;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DivergenceTest {

    private static final int VOCABULARY = 101;
    private static final Decoder MODEL = Decoder.random(GptNeoX.pythia(2, 64, 4, VOCABULARY, 64), new Seed(5));
    private static final Scorer SCORER = new Scorer(MODEL, 16);

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final RandomRows rows = new RandomRows(random, VOCABULARY);

    @AfterAll
    static void closeModel() {
        MODEL.close();
    }

    /** Training reads a row as a whole, without a cache, and in FLOAT64 here. */
    @Test
    void isTheLossThatTrainingFindsForTheRow() {
        List<Sequence> sequences = sequences();
        double[] divergences = SCORER.divergences(sequences);
        try (Decoder precise = Decoder.random(MODEL.architecture(), new Seed(5), DType.FLOAT64, Device.CPU);
                var scope = TensorScope.open()) {
            MODEL.parameters()
                    .byName()
                    .forEach((name, value) ->
                            precise.parameters().get(name).detach().copy_(value.detach()));
            precise.parameters().collectGradients();
            CompletionGradients training = new CompletionGradients(precise, false);
            for (int i = 0; i < sequences.size(); i++) {
                double expected = training.collect(
                        MicroBatches.whole(List.of(sequences.get(i).weighted(1))));
                assertThat(divergences[i]).as("sequence %d, seed %d", i, seed).isCloseTo(expected, within(2e-5));
            }
        }
    }

    @Test
    void neighboursPlaceAndOrderChangeNoBit() {
        List<Sequence> sequences = sequences();
        double[] together = SCORER.divergences(sequences);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, sequences.size()).boxed().toList());
        Collections.shuffle(order, random);
        double[] shuffled =
                SCORER.divergences(order.stream().map(sequences::get).toList());
        for (int i = 0; i < shuffled.length; i++) {
            assertThat(shuffled[i])
                    .as("sequence %d, seed %d", order.get(i), seed)
                    .isEqualTo(together[order.get(i)]);
        }
        for (int i : order.subList(0, 20)) {
            assertThat(SCORER.divergences(List.of(sequences.get(i))))
                    .as("sequence %d alone, seed %d", i, seed)
                    .containsExactly(together[i]);
        }
    }

    @Test
    void fromItsOwnTokensItIsTheMeanOfTheirLogProbs() {
        Sequence row = rows.row(20, 4, new Target.OwnTokens());
        Score score = SCORER.score(List.of(row)).getFirst();
        assertThat(SCORER.divergences(List.of(row))[0]).isCloseTo(-score.sum() / 16, within(1e-5));
    }

    /** All weights zero: even odds for 101 tokens, whose divergence is 0 from even odds and ln 101 − entropy from others. */
    @Test
    void fromEvenOddsByHand() {
        try (Decoder blank = Decoder.blank(GptNeoX.pythia(1, 16, 2, VOCABULARY, 32))) {
            double[] even = new double[VOCABULARY];
            Arrays.fill(even, 1.0 / VOCABULARY);
            List<Sequence> asked = List.of(
                    rows.row(20, 3, new Target.Vocabulary(even)),
                    rows.row(9, 3, new Target.Options(new int[] {5, 100}, new double[] {0.5, 0.5})),
                    rows.row(9, 3, new Target.Vocabulary(new double[] {0, 1})).weighted(-3));
            assertThat(new Scorer(blank, 16).divergences(asked))
                    .containsExactly(new double[] {0, Math.log(101 / 2.0), Math.log(101)}, within(2e-6));
        }
    }

    @Test
    void targetsThatTheModelHasNoWordsForAreRefused() {
        Sequence beyond = rows.row(5, 2, new Target.Options(new int[] {3, 101}, new double[] {0.5, 0.5}));
        assertThatThrownBy(() -> SCORER.divergences(List.of(beyond)))
                .hasMessage("target: there is no token 101 in a vocabulary of 101");
    }

    @Test
    void nothingIsLeftBehind() {
        List<Sequence> sequences = sequences();
        long before = TensorScope.liveTensors();
        SCORER.divergences(sequences);
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
    }

    /** Rows of every kind, some of which share their prompts. */
    private List<Sequence> sequences() {
        List<Sequence> sequences = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            for (Sequence row : rows.weighted()) {
                sequences.add(row);
                int[] longer = Arrays.copyOf(row.tokens(), row.tokens().length + 1 + random.nextInt(20));
                sequences.add(new Sequence(longer, row.completionStart(), row.target()));
            }
        }
        Collections.shuffle(sequences, random);
        return sequences;
    }
}
