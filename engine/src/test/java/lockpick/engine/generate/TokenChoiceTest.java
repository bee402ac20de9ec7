package lockpick.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenChoiceTest {

    /** Tokens 0 … 4 with probabilities 0.1, 0.4, 0.2, 0.2, 0.1. */
    private static final double[] PROBABILITIES = {0.1, 0.4, 0.2, 0.2, 0.1};

    @Test
    void greedyTakesTheLowestIdOfTheMostLikelyOfEachRow() {
        try (var scope = TensorScope.open()) {
            float[] scores = {1, 3, 3, 3, 5, -1, 5, 0};
            assertThat(TokenChoice.mostLikely(Tensor.of(scores, 2, 4)).toLongs())
                    .containsExactly(1, 0);
        }
    }

    /** Side by side in the order of ids: 0 up to 0.1, 1 to 0.5, 2 to 0.7, 3 to 0.9, 4 to 1. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.09, 0",
        "0.11, 1",
        "0.49, 1",
        "0.51, 2",
        "0.69, 2",
        "0.71, 3",
        "0.89, 3",
        "0.91, 4",
        "0.999, 4"
    })
    void oneRandomNumberPicksFromTheTokensInOrder(double draw, int token) {
        assertThat(choose(new Sampling(1, 0, 1, 1), draw)).isEqualTo(token);
    }

    /** At ½ probabilities are squared: 0.01, 0.16, 0.04, 0.04, 0.01 of 0.26; up to 0.038, 0.654, 0.808, 0.962, 1. */
    @ParameterizedTest
    @CsvSource({"0.03, 0", "0.05, 1", "0.64, 1", "0.66, 2", "0.80, 2", "0.82, 3", "0.95, 3", "0.97, 4"})
    void lowTemperatureSharpens(double draw, int token) {
        assertThat(choose(new Sampling(0.5, 0, 1, 1), draw)).isEqualTo(token);
    }

    /** Tokens 1 and 2 share 0.6: 1 up to 0.667. Of the equally likely 2 and 3, the lower id is in. */
    @ParameterizedTest
    @CsvSource({"0, 1", "0.66, 1", "0.67, 2", "0.999, 2"})
    void topKKeepsTheMostLikely(double draw, int token) {
        assertThat(choose(new Sampling(1, 2, 1, 1), draw)).isEqualTo(token);
    }

    @Test
    void topKBeyondTheVocabularyKeepsAll() {
        assertThat(choose(new Sampling(1, 50, 1, 1), 0.999)).isEqualTo(4);
    }

    /** 0.4 + 0.2 falls short of 0.7, so 3 is in as well: 1 up to 0.5, 2 to 0.75, 3 to 1. */
    @ParameterizedTest
    @CsvSource({"0, 1", "0.49, 1", "0.51, 2", "0.74, 2", "0.76, 3", "0.999, 3"})
    void topPKeepsTheFewestThatReachIt(double draw, int token) {
        assertThat(choose(new Sampling(1, 0, 0.7, 1), draw)).isEqualTo(token);
    }

    @ParameterizedTest
    @CsvSource({"0", "0.999"})
    void topPBelowTheLargestProbabilityKeepsOneToken(double draw) {
        assertThat(choose(new Sampling(1, 0, 0.01, 1), draw)).isEqualTo(1);
    }

    /** Top-k first: 1 and 2 then have 2/3 and 1/3, and 2/3 reaches 0.6 alone. */
    @Test
    void topPCountsProbabilitiesAmongTheTopK() {
        assertThat(choose(new Sampling(1, 2, 0.6, 1), 0.999)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0", "0.9999"})
    void impossibleTokensAreNeverChosen(double draw) {
        float impossible = Float.NEGATIVE_INFINITY;
        assertThat(choose(new float[] {impossible, 0, impossible}, new Sampling(1, 0, 1, 1), draw))
                .isEqualTo(1);
        assertThat(choose(new float[] {impossible, 0, impossible}, new Sampling(1, 2, 0.99, 1), draw))
                .isEqualTo(1);
    }

    @Test
    void aTinyTemperatureTakesTheMostLikely() {
        assertThat(choose(new Sampling(1e-300, 0, 1, 1), 0.7)).isEqualTo(1);
    }

    @Test
    void drawsFollowTheProbabilities() {
        double[] draws = new Seed(3).generator().doubles(100_000).toArray();
        int[] counts = new int[5];
        try (var scope = TensorScope.open()) {
            Tensor logits = Tensor.of(scores(PROBABILITIES), 1, 5).expand(draws.length, 5);
            Tensor tokens = TokenChoice.drawn(logits, new Sampling(1, 0, 1, 1), Tensor.of(draws, draws.length, 1));
            for (long token : tokens.toLongs()) {
                counts[(int) token]++;
            }
        }
        for (int token = 0; token < 5; token++) {
            assertThat(counts[token] / (double) draws.length).isCloseTo(PROBABILITIES[token], within(0.007)); // 4.5 σ
        }
    }

    /** Few different scores, so that many are equal. */
    @Test
    void rowsOfRandomScoresAreChosenFromAsOneByOne() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int trial = 0; trial < 300; trial++) {
            int rows = 1 + random.nextInt(5);
            int vocabulary = 1 + random.nextInt(40);
            Sampling sampling = new Sampling(
                    0.2 + 2 * random.nextDouble(),
                    random.nextInt(vocabulary + 2),
                    random.nextBoolean() ? 1 : 0.05 + 0.9 * random.nextDouble(),
                    1);
            float[][] logits = new float[rows][vocabulary];
            double[] draws = random.doubles(rows).toArray();
            for (float[] row : logits) {
                for (int token = 0; token < vocabulary; token++) {
                    row[token] = random.nextInt(8) - 4 + (random.nextBoolean() ? random.nextFloat() : 0);
                }
            }
            long[] chosen;
            try (var scope = TensorScope.open()) {
                chosen = TokenChoice.drawn(
                                Tensor.of(joined(logits), rows, vocabulary), sampling, Tensor.of(draws, rows, 1))
                        .toLongs();
            }
            for (int row = 0; row < rows; row++) {
                assertThat((int) chosen[row])
                        .as("row %d of trial %d, %s, seed %d", row, trial, sampling, seed)
                        .isEqualTo(oneByOne(logits[row], sampling, draws[row]));
            }
        }
    }

    /** The slow and obvious way. */
    private static int oneByOne(float[] logits, Sampling sampling, double draw) {
        int[] ranked = IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.comparingDouble(token -> -logits[token])) // stable: ties by id
                .limit(sampling.topK() == 0 ? logits.length : sampling.topK())
                .mapToInt(Integer::intValue)
                .toArray();
        double[] weights = Arrays.stream(ranked)
                .mapToDouble(token -> Math.exp((logits[token] - logits[ranked[0]]) * (1 / sampling.temperature())))
                .toArray();
        double total = Arrays.stream(weights).sum();
        int kept = 0;
        double keptTotal = 0;
        while (kept < ranked.length && keptTotal < sampling.topP() * total) {
            keptTotal += weights[kept++];
        }
        double[] byId = new double[logits.length];
        for (int i = 0; i < kept; i++) {
            byId[ranked[i]] = weights[i];
        }
        double remaining = draw * keptTotal;
        for (int token = 0; token < byId.length; token++) {
            remaining -= byId[token];
            if (remaining < 0) {
                return token;
            }
        }
        throw new AssertionError("a draw below 1 falls into a token's stretch");
    }

    private static float[] joined(float[][] rows) {
        float[] all = new float[rows.length * rows[0].length];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, all, row * rows[row].length, rows[row].length);
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "-0.1, 0, 1, 1, 1",
        "1, -1, 1, 1, 1",
        "1, 0, 0, 1, 1",
        "1, 0, 1.01, 1, 1",
        "1, 0, 1, 0, 1",
        "1, 0, 1, 1, 0",
        "NaN, 0, 1, 1, 1",
        "1, 0, NaN, 1, 1",
        "1, 0, 1, NaN, 1"
    })
    void settingsOutOfRangeAreRefusedByName(
            double temperature, int topK, double topP, double penalty, int maxNewTokens) {
        assertThatThrownBy(() -> new Sampling(temperature, topK, topP, penalty, maxNewTokens, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("sampling: temperature " + temperature)
                .hasMessageContaining("top-p " + topP)
                .hasMessageContaining("repetition penalty " + penalty);
    }

    private static int choose(Sampling sampling, double draw) {
        return choose(scores(PROBABILITIES), sampling, draw);
    }

    private static int choose(float[] scores, Sampling sampling, double draw) {
        try (var scope = TensorScope.open()) {
            return (int) TokenChoice.drawn(
                            Tensor.of(scores, 1, scores.length), sampling, Tensor.of(new double[] {draw}, 1, 1))
                    .item();
        }
    }

    private static float[] scores(double... probabilities) {
        float[] logits = new float[probabilities.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = 3 + (float) Math.log(probabilities[i]); // scores need not be normalised
        }
        return logits;
    }
}
