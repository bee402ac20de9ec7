package lockpick.engine.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import lockpick.engine.loss.Sequence;
import lockpick.engine.loss.Target;
import org.junit.jupiter.api.Test;

class DpoLossTest {

    private static final double EXACT = 1e-14;
    private static final double LN_3 = Math.log(3);
    private static final Sequence ROW = new Sequence(new int[] {1, 2, 3}, 1);

    /** Rewards ½ · 2 ln 3 and ½ · 0, so h = ln 3 and σ(h) = 3/4. */
    @Test
    void lossAndSlopeByHand() {
        PairLoss loss = new DpoLoss(0.5).of(new PreferencePair(ROW, ROW, -7, -4), -7 + 2 * LN_3, -4);
        assertThat(loss.chosenReward()).isCloseTo(LN_3, within(EXACT));
        assertThat(loss.rejectedReward()).isZero();
        assertThat(loss.margin()).isCloseTo(LN_3, within(EXACT));
        assertThat(loss.loss()).isCloseTo(Math.log(4 / 3.0), within(EXACT));
        assertThat(loss.slope()).isCloseTo(-0.5 / 4, within(EXACT)); // β · (σ(h) − 1)
    }

    /** Rewards 1 and 0.75 of the two completions: the pair counts a quarter of one that is right against wrong. */
    @Test
    void theDifferenceOfContinuousRewardsMultipliesLossAndSlope() {
        PairLoss loss = new DpoLoss(0.5).of(new PreferencePair(ROW, ROW, -7, -4, 1 - 0.75), -7 + 2 * LN_3, -4);
        assertThat(loss.loss()).isCloseTo(Math.log(4 / 3.0) / 4, within(EXACT));
        assertThat(loss.slope()).isCloseTo(-1 / 32.0, within(EXACT));
        assertThat(loss.margin()).isCloseTo(LN_3, within(EXACT)); // of the policy, whatever the pair weighs
    }

    /** 0.9 ln(4/3) + 0.1 ln 4, whose derivative in h is 3/4 − 0.9. */
    @Test
    void smoothedLabelsByHand() {
        PairLoss loss = new DpoLoss(0.5, 0.1).of(new PreferencePair(ROW, ROW, -7, -4), -7 + 2 * LN_3, -4);
        assertThat(loss.loss()).isCloseTo(0.9 * Math.log(4 / 3.0) + 0.1 * Math.log(4), within(EXACT));
        assertThat(loss.slope()).isCloseTo(0.5 * -0.15, within(EXACT));
    }

    @Test
    void aPolicyThatIsTheReferenceHasTheLossOfACoin() {
        PairLoss loss = new DpoLoss(0.1).of(new PreferencePair(ROW, ROW, -70, -40), -70, -40);
        assertThat(loss.loss()).isCloseTo(Math.log(2), within(EXACT));
        assertThat(loss.slope()).isCloseTo(-0.05, within(EXACT));
    }

    @Test
    void farFromTheReferenceNothingOverflows() {
        DpoLoss dpo = new DpoLoss(1);
        PairLoss sure = dpo.of(new PreferencePair(ROW, ROW, -5000, 0), 0, -5000);
        PairLoss wrong = dpo.of(new PreferencePair(ROW, ROW, 0, -5000), -5000, 0);
        assertThat(sure).isEqualTo(new PairLoss(0, 0, 5000, -5000));
        assertThat(wrong).isEqualTo(new PairLoss(10_000, -1, -5000, 5000));
    }

    /** Margins 2, −1, 0 and 3; two of four pairs are the right way round. */
    @Test
    void aBatchIsTheMeanOfItsPairs() {
        BatchLoss batch = new BatchLoss(List.of(
                new PairLoss(1, 0, 3, 1),
                new PairLoss(2, 0, 0, 1),
                new PairLoss(3, 0, 2, 2),
                new PairLoss(4, 0, 1, -2)));
        assertThat(batch.loss()).isEqualTo(2.5);
        assertThat(batch.chosenReward()).isEqualTo(1.5);
        assertThat(batch.rejectedReward()).isEqualTo(0.5);
        assertThat(batch.margin()).isOne();
        assertThat(batch.accuracy()).isEqualTo(0.5);
    }

    @Test
    void valuesOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> new DpoLoss(0)).hasMessage("dpo: beta is 0.0; it must be greater than 0");
        assertThatThrownBy(() -> new DpoLoss(0.1, 0.5))
                .hasMessage("dpo: label smoothing is 0.5; it must be at least 0 and less than 0.5");
        assertThatThrownBy(() -> new PreferencePair(ROW, ROW, -1, -1, -0.5))
                .hasMessage("preference pair: its weight is -0.5; it must be at least 0 and finite, so put the better"
                        + " completion first");
        assertThatThrownBy(() -> new PreferencePair(ROW, ROW, Double.NEGATIVE_INFINITY, -1))
                .hasMessage(
                        "preference pair: its reference log-probabilities are -Infinity and -1.0; they must be finite");
    }

    @Test
    void rowsOfPairsLearnTheirOwnTokensWithWeightOne() {
        Sequence soft = new Sequence(new int[] {1, 2, 3}, 1, new Target.Vocabulary(new double[] {1}));
        assertThatThrownBy(() -> new PreferencePair(ROW, soft, -1, -1))
                .hasMessage(
                        "preference pair: a row whose target is Vocabulary and whose weights are [1.0, 1.0]; rows must"
                                + " learn their own tokens with weight 1");
        assertThatThrownBy(() -> new PreferencePair(ROW.weighted(2), ROW, -1, -1))
                .hasMessageStartingWith(
                        "preference pair: a row whose target is OwnTokens and whose weights are [2.0, 2.0]");
    }
}
