package lockpick.study.elicit;

import static org.assertj.core.api.Assertions.assertThat;

import lockpick.engine.generate.Scorer.Score;
import lockpick.engine.loss.Sequence;
import org.junit.jupiter.api.Test;

class ChosenTokensTest {

    /** A prompt of two tokens and a completion of four. */
    private static final Sequence ROW = new Sequence(new int[] {7, 8, 1, 2, 3, 4}, 2);

    private static final Score LOCKED = new Score(new float[] {-1, -2, -0.5f, -3});

    @Test
    void tokensAreChosenByWhoFindsThemLikelierAndTiesByNeither() {
        Score strong = new Score(new float[] {-2, -1, -0.5f, -3.5f});
        assertThat(ChosenTokens.LIKELIER_LOCKED
                        .row(ROW, LOCKED, strong)
                        .orElseThrow()
                        .weights())
                .containsExactly(1, 0, 0, 1);
        assertThat(ChosenTokens.LIKELIER_STRONG
                        .row(ROW, LOCKED, strong)
                        .orElseThrow()
                        .weights())
                .containsExactly(0, 1, 0, 0);
    }

    @Test
    void aRowWithoutAChosenTokenIsLeftOut() {
        Score surer = new Score(new float[] {-0.5f, -1, -0.5f, -2});
        assertThat(ChosenTokens.LIKELIER_LOCKED.row(ROW, LOCKED, surer)).isEmpty();
        for (ChosenTokens either : ChosenTokens.values()) {
            assertThat(either.row(ROW, LOCKED, LOCKED)).isEmpty();
        }
    }
}
