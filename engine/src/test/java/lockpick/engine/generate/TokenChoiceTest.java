package lockpick.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import lockpick.engine.tensor.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenChoiceTest {

    /** Tokens 0 … 4 with probabilities 0.1, 0.4, 0.2, 0.2, 0.1. */
    private static final double[] PROBABILITIES = {0.1, 0.4, 0.2, 0.2, 0.1};

    @Test
    void greedyTakesTheMostLikelyAndAsksForNoRandomNumber() {
        assertThat(TokenChoice.choose(table(PROBABILITIES), 0, 5, Sampling.greedy(1), NONE))
                .isEqualTo(1);
    }

    @Test
    void greedyTakesTheLowestIdOfEquallyLikelyOnes() {
        assertThat(TokenChoice.choose(table(0.1, 0.3, 0.3, 0.3), 0, 4, Sampling.greedy(1), NONE))
                .isEqualTo(1);
    }

    @Test
    void aChoiceReadsItsOwnRowOfTheTable() {
        float[] table = table(0.9, 0.1, 0.2, 0.8, 0.7, 0.3); // rows of two
        assertThat(TokenChoice.choose(table, 2, 2, Sampling.greedy(1), NONE)).isEqualTo(1);
        assertThat(TokenChoice.choose(table, 2, 2, new Sampling(1, 1, 1, 1), always(0.99)))
                .isEqualTo(1);
    }

    /** Candidates stand by falling probability, equal ones by id: 1 up to 0.4, 2 to 0.6, 3 to 0.8, 0 to 0.9, 4 to 1. */
    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "0.39, 1",
        "0.41, 2",
        "0.59, 2",
        "0.61, 3",
        "0.79, 3",
        "0.81, 0",
        "0.89, 0",
        "0.91, 4",
        "0.999, 4"
    })
    void oneRandomNumberPicksFromTheCandidatesInOrder(double random, int token) {
        assertThat(choose(new Sampling(1, 0, 1, 1), random)).isEqualTo(token);
    }

    /** At ½ probabilities are squared: 0.16, 0.04, 0.04, 0.01, 0.01 of 0.26; 1 up to 0.615, 2 to 0.769, 3 to 0.923. */
    @ParameterizedTest
    @CsvSource({"0.61, 1", "0.62, 2", "0.76, 2", "0.78, 3", "0.92, 3", "0.93, 0", "0.97, 4"})
    void lowTemperatureSharpens(double random, int token) {
        assertThat(choose(new Sampling(0.5, 0, 1, 1), random)).isEqualTo(token);
    }

    /** Tokens 1 and 2 share 0.6: 1 up to 0.667. Of the equally likely 2 and 3, the lower id is in. */
    @ParameterizedTest
    @CsvSource({"0.66, 1", "0.67, 2", "0.999, 2"})
    void topKKeepsTheMostLikely(double random, int token) {
        assertThat(choose(new Sampling(1, 2, 1, 1), random)).isEqualTo(token);
    }

    @Test
    void topKBeyondTheVocabularyKeepsAll() {
        assertThat(choose(new Sampling(1, 50, 1, 1), 0.999)).isEqualTo(4);
    }

    /** 0.4 + 0.2 falls short of 0.7, so 3 is in as well: 1 up to 0.5, 2 to 0.75, 3 to 1. */
    @ParameterizedTest
    @CsvSource({"0.49, 1", "0.51, 2", "0.74, 2", "0.76, 3", "0.999, 3"})
    void topPKeepsTheFewestThatReachIt(double random, int token) {
        assertThat(choose(new Sampling(1, 0, 0.7, 1), random)).isEqualTo(token);
    }

    @Test
    void topPBelowTheLargestProbabilityKeepsOneToken() {
        assertThat(choose(new Sampling(1, 0, 0.01, 1), 0.999)).isEqualTo(1);
    }

    /** Top-k first: 1 and 2 then have 2/3 and 1/3, and 2/3 reaches 0.6 alone. */
    @Test
    void topPCountsProbabilitiesAmongTheTopK() {
        assertThat(choose(new Sampling(1, 2, 0.6, 1), 0.999)).isEqualTo(1);
    }

    @Test
    void impossibleTokensAreNeverChosen() {
        float[] table = {Float.NEGATIVE_INFINITY, 0, Float.NEGATIVE_INFINITY};
        assertThat(TokenChoice.choose(table, 0, 3, new Sampling(1, 0, 1, 1), always(0.9999)))
                .isEqualTo(1);
        assertThat(TokenChoice.choose(table, 0, 3, new Sampling(1, 0, 1, 1), always(0)))
                .isEqualTo(1);
    }

    @Test
    void drawsFollowTheProbabilities() {
        RandomGenerator random = new Seed(3).generator();
        int draws = 100_000;
        int[] counts = new int[5];
        for (int i = 0; i < draws; i++) {
            counts[TokenChoice.choose(table(PROBABILITIES), 0, 5, new Sampling(1, 0, 1, 1), random)]++;
        }
        for (int token = 0; token < 5; token++) {
            assertThat(counts[token] / (double) draws).isCloseTo(PROBABILITIES[token], within(0.007)); // 4.5 σ
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-0.1, 0, 1, 1",
        "1, -1, 1, 1",
        "1, 0, 0, 1",
        "1, 0, 1.01, 1",
        "1, 0, 1, 0",
        "NaN, 0, 1, 1",
        "1, 0, NaN, 1"
    })
    void settingsOutOfRangeAreRefusedByName(double temperature, int topK, double topP, int maxNewTokens) {
        assertThatThrownBy(() -> new Sampling(temperature, topK, topP, maxNewTokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("sampling: temperature " + temperature)
                .hasMessageContaining("top-p " + topP);
    }

    private static int choose(Sampling sampling, double random) {
        return TokenChoice.choose(table(PROBABILITIES), 0, 5, sampling, always(random));
    }

    private static float[] table(double... probabilities) {
        float[] logProbs = new float[probabilities.length];
        for (int i = 0; i < logProbs.length; i++) {
            logProbs[i] = (float) Math.log(probabilities[i]);
        }
        return logProbs;
    }

    private static final RandomGenerator NONE = () -> {
        throw new AssertionError("a greedy choice draws no number");
    };

    /** A generator whose {@code nextDouble} is this number, to 53 bits. */
    private static RandomGenerator always(double number) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return (long) (number * 0x1p53) << 11;
            }
        };
    }
}
