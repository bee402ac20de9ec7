package lockpick.study.pipeline;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import lockpick.engine.optim.DivergedException;
import lockpick.study.grade.Grade;
import lockpick.study.grade.RewardSignal;
import org.junit.jupiter.api.Test;

class CollapseGuardTest {

    private final CollapseGuard guard = new CollapseGuard(RewardSignal.CORRECT);

    /** 550 problems with two completions each, the first of so many problems right. */
    private static List<GradedSample> drawn(int right) {
        return IntStream.range(0, 550)
                .mapToObj(i -> new GradedSample(
                        String.valueOf(i),
                        Collections.nCopies(2, "1"),
                        List.of(
                                i < right
                                        ? Grade.correct("")
                                        : Grade.incorrect("").withReward(0.5),
                                Grade.incorrect(""))))
                .toList();
    }

    @Test
    void aRoundWithoutRewardAfterOnesThatHadManyEndsTraining() {
        guard.check(1, drawn(20));
        guard.check(2, drawn(1));
        assertThatThrownBy(() -> guard.check(3, drawn(0)))
                .isInstanceOf(DivergedException.class)
                .hasMessage("round 3: all 1,100 completions have reward 0, while those of the first round had 0.018 on"
                        + " average, so training has ruined the policy and there is nothing left to learn from; lower the"
                        + " learning rate, or keep the policy nearer to its start");
    }

    /** Chance alone may do that to 19 of 1,100. */
    @Test
    void aPolicyThatHardlyEverGotAnyGoesOn() {
        guard.check(1, drawn(19));
        assertThatCode(() -> guard.check(2, drawn(0))).doesNotThrowAnyException();
        CollapseGuard weakest = new CollapseGuard(RewardSignal.CORRECT);
        weakest.check(1, drawn(0));
        assertThatCode(() -> weakest.check(2, drawn(0))).doesNotThrowAnyException();
    }

    @Test
    void wholeRewardsCountWhereTheyAreLearntFrom() {
        CollapseGuard whole = new CollapseGuard(RewardSignal.REWARD);
        whole.check(1, drawn(550));
        assertThatCode(() -> whole.check(2, drawn(0))).doesNotThrowAnyException(); // half a point each
    }
}
