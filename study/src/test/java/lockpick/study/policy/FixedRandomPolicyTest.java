package lockpick.study.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.WordTokenizer;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;
import org.junit.jupiter.api.Test;

class FixedRandomPolicyTest {

    private final WordTokenizer words = new WordTokenizer(
            Stream.concat(IntStream.range(0, 200).mapToObj(i -> "w" + i), Stream.of("<end>"))
                    .toList(),
            "<end>");
    private final FixedRandomPolicy policy = new FixedRandomPolicy(words, new Seed(1));

    @Test
    void tokensThatStandForNoTextAreNeverWrittenAndTheOthersSumToOne() {
        double[] logProbs = policy.logProbs();
        assertThat(logProbs).hasSize(words.size());
        assertThat(logProbs[words.endToken()]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Arrays.stream(logProbs).map(Math::exp).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void logitsAreStandardNormal() {
        double[] finite =
                Arrays.stream(policy.logProbs()).filter(Double::isFinite).toArray();
        double mean = Arrays.stream(finite).average().orElseThrow();
        double variance =
                Arrays.stream(finite).map(x -> (x - mean) * (x - mean)).sum() / (finite.length - 1);
        assertThat(finite).hasSizeGreaterThan(150);
        assertThat(variance).isBetween(0.7, 1.3); // 200 draws: standard error of the variance 0.1
    }

    /** 40,000 draws: a share of 0.05 has a standard error of 0.0011. */
    @Test
    void tokensAreDrawnByTheirProbabilities() {
        int[] drawn = policy.draw(40_000, new Seed(2));
        double[] logProbs = policy.logProbs();
        for (int id = 0; id < logProbs.length; id++) {
            int token = id;
            double share = IntStream.of(drawn).filter(t -> t == token).count() / 40_000.0;
            assertThat(share).as("token %d", id).isCloseTo(Math.exp(logProbs[id]), within(0.006));
        }
    }

    @Test
    void aCompletionIsAsLongAsTheAnswerBesideIt() {
        List<String> answers = List.of("w1", "w1 w2 w3 w4 w5", "w9 w9");
        List<String> written = policy.beside(answers, new Seed(3));
        assertThat(written.stream().map(text -> words.encodeCompletion(text).length))
                .containsExactly(1, 5, 2);
        assertThat(policy.beside(answers, new Seed(3))).isEqualTo(written);
        assertThat(policy.beside(answers, new Seed(4))).isNotEqualTo(written);
    }

    @Test
    void atTemperatureNoughtItSaysOneTokenOverAndOver() {
        List<String> completions =
                policy.complete(List.of(Prompt.text("a"), Prompt.text("b")), new Answering.Written(4));
        assertThat(completions.get(0)).isEqualTo(completions.get(1));
        int[] ids = words.encodeCompletion(completions.get(0));
        assertThat(ids).hasSize(4).containsOnly(ids[0]);
        double[] logProbs = policy.logProbs();
        assertThat(logProbs[ids[0]]).isEqualTo(Arrays.stream(logProbs).max().orElseThrow());
    }

    @Test
    void theSeedDecidesTheDistribution() {
        assertThat(new FixedRandomPolicy(words, new Seed(1)).logProbs()).isEqualTo(policy.logProbs());
        assertThat(new FixedRandomPolicy(words, new Seed(2)).logProbs()).isNotEqualTo(policy.logProbs());
    }
}
