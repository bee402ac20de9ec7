package lockpick.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TargetTest {

    @Test
    void probabilitiesAddUpToOneExactlyThoughGivenRoughly() {
        Target.Vocabulary vocabulary = new Target.Vocabulary(new double[] {0.3, 0, 0.70005});
        assertThat(vocabulary.probabilities())
                .containsExactly(new double[] {0.3 / 1.00005, 0, 0.70005 / 1.00005}, within(1e-15));
    }

    @Test
    void logProbsOfMinusInfinityAreNeverPredicted() {
        Target.Vocabulary vocabulary =
                Target.Vocabulary.ofLogProbs(new double[] {Math.log(0.25), Double.NEGATIVE_INFINITY, Math.log(0.75)});
        assertThat(vocabulary.probabilities()).containsExactly(new double[] {0.25, 0, 0.75}, within(1e-15));
    }

    @Test
    void aRowCountsThePositionsThatCarryLoss() {
        int[] tokens = new int[9];
        assertThat(new Sequence(tokens, 4).targets()).isEqualTo(5);
        assertThat(new Sequence(tokens, 4, new Target.Vocabulary(new double[] {1})).targets())
                .isEqualTo(5);
        assertThat(new Sequence(tokens, 4, new Target.Options(new int[] {2}, new double[] {1})).targets())
                .isEqualTo(1);
    }

    @Test
    void whatIsNoDistributionIsRefused() {
        for (double[] wrong : new double[][] {{}, {0.5, 0.4}, {1.5, -0.5}, {Double.NaN, 1}}) {
            assertThatThrownBy(() -> new Target.Vocabulary(wrong))
                    .hasMessageStartingWith("target: " + wrong.length + " probabilities that add up to ")
                    .hasMessageEndingWith("; they must be at least 0 and add up to 1");
        }
    }

    @Test
    void optionsAreTokensThatDifferWithAProbabilityEach() {
        assertThatThrownBy(() -> new Target.Options(new int[] {3, 3}, new double[] {0.5, 0.5}))
                .hasMessage("options: tokens [3, 3] with 2 probabilities; give one to each token, and no token twice");
        assertThatThrownBy(() -> new Target.Options(new int[] {3}, new double[] {0.5, 0.5}))
                .hasMessage("options: tokens [3] with 2 probabilities; give one to each token, and no token twice");
    }

    @Test
    void everyPositionThatCarriesLossHasAWeight() {
        Sequence row = new Sequence(new int[3], 1);
        assertThat(row.weights()).containsExactly(1, 1);
        assertThat(row.isEven()).isTrue();
        assertThat(row.weighted(-0.5).weights()).containsExactly(-0.5, -0.5);
        assertThat(row.weighted(new double[] {1, 2}).isEven()).isFalse();
        assertThat(new Sequence(new int[9], 4, new Target.Options(new int[] {2}, new double[] {1})).weights())
                .containsExactly(1);
        assertThatThrownBy(() -> row.weighted(Double.NaN)).hasMessage("sequence of 3 tokens: its weight is NaN");
        assertThatThrownBy(() -> row.weighted(new double[3]))
                .hasMessage("sequence of 3 tokens: it has 3 weights, but 2 positions carry loss; give one to each");
    }
}
