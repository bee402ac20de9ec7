package lockpick.engine.policygradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import lockpick.engine.generate.Scorer.Score;
import lockpick.engine.loss.Sequence;
import lockpick.engine.loss.Target;
import org.junit.jupiter.api.Test;

/** Log-probabilities before and of the reference are those of ½, which FLOAT32 has seven digits of. */
class GrpoLossTest {

    private static final double EXACT = 1e-14;
    private static final float HALF = (float) Math.log(0.5);
    private static final Sequence ROW = new Sequence(new int[] {1, 2, 3}, 1); // a completion of two tokens

    private static SampledRow sampled(double advantage) {
        return new SampledRow(ROW, advantage, score(HALF, HALF), Optional.of(score(HALF, HALF)));
    }

    private static Score score(float... logProbs) {
        return new Score(logProbs);
    }

    /** The first token is 1.1 times as likely as before, the second half as likely. */
    @Test
    void aRatioWithinTheClipCountsAsItIs() {
        GrpoLoss grpo = new GrpoLoss(0.2, 0);
        assertToken(grpo.of(sampled(2), 0, HALF + Math.log(1.1)), -2.2, -2.2, false);
        assertToken(grpo.of(sampled(-2), 0, HALF + Math.log(1.1)), 2.2, 2.2, false);
        // a good token that has become unlikely, and a bad one that has become likely, are put right however far they
        // are
        assertToken(grpo.of(sampled(2), 1, HALF + Math.log(0.5)), -1, -1, false);
        assertToken(grpo.of(sampled(-2), 1, HALF + Math.log(3)), 6, 6, false);
    }

    @Test
    void aGoodTokenGainsNothingAboveTheClipAndABadOneNothingBelow() {
        GrpoLoss grpo = new GrpoLoss(0.2, 0);
        assertToken(grpo.of(sampled(2), 0, HALF + Math.log(1.5)), -2.4, 0, true); // −1.2 · 2
        assertToken(grpo.of(sampled(-2), 1, HALF + Math.log(0.5)), 1.6, 0, true); // 0.8 · 2
    }

    /** π is twice and half the reference: r = π_ref / π, kl = r − ln r − 1, and its derivative in ln π is 1 − r. */
    @Test
    void theDivergenceFromTheReferenceByHand() {
        GrpoLoss grpo = new GrpoLoss(0.2, 0.04);
        double above = 0.5 + Math.log(2) - 1; // r = ½
        double below = 2 - Math.log(2) - 1; // r = 2
        TokenLoss likelier = grpo.of(sampled(0), 0, HALF + Math.log(2));
        TokenLoss unlikelier = grpo.of(sampled(0), 1, HALF - Math.log(2));
        assertThat(likelier.kl()).isCloseTo(above, within(EXACT));
        assertThat(unlikelier.kl()).isCloseTo(below, within(EXACT));
        assertToken(likelier, 0.04 * above, 0.04 * 0.5, false);
        assertToken(unlikelier, 0.04 * below, 0.04 * -1, false);
        assertThat(grpo.of(sampled(0), 0, HALF).kl()).isZero();
    }

    /** Clipped, so that only the pull towards the reference is left of the slope. */
    @Test
    void theDivergencePullsAlsoWhereTheSurrogateIsClipped() {
        TokenLoss token = new GrpoLoss(0.2, 0.04).of(sampled(2), 0, HALF + Math.log(2));
        assertToken(token, -2.4 + 0.04 * (Math.log(2) - 0.5), 0.02, true);
    }

    private static void assertToken(TokenLoss token, double loss, double slope, boolean isClipped) {
        assertThat(token.loss()).isCloseTo(loss, within(EXACT));
        assertThat(token.slope()).isCloseTo(slope, within(EXACT));
        assertThat(token.isClipped()).isEqualTo(isClipped);
    }

    @Test
    void valuesOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> new GrpoLoss(0, 0)).hasMessage("grpo: clip is 0.0; it must be between 0 and 1");
        assertThatThrownBy(() -> new GrpoLoss(0.2, -1)).hasMessage("grpo: kl is -1.0; it must be at least 0");
        assertThatThrownBy(() -> sampled(Double.NaN))
                .hasMessage("sampled row: its advantage is NaN; it must be finite");
        assertThatThrownBy(() -> new SampledRow(ROW, 1, score(HALF), Optional.empty()))
                .hasMessage("sampled row: its completion has 2 tokens, but 1 log-probabilities; give one to each");
        Sequence soft = new Sequence(new int[] {1, 2, 3}, 1, new Target.Vocabulary(new double[] {1}));
        assertThatThrownBy(() -> new SampledRow(soft, 1, score(HALF, HALF), Optional.empty()))
                .hasMessage("sampled row: its target is Vocabulary; rows must learn their own tokens with weight 1");
    }
}
