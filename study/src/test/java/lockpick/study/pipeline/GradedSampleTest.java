package lockpick.study.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lockpick.study.grade.Grade;
import lockpick.study.grade.RewardSignal;
import lockpick.study.train.Round;
import org.junit.jupiter.api.Test;

class GradedSampleTest {

    private static final Grade RIGHT = Grade.correct("right");
    private static final Grade WRONG = Grade.incorrect("wrong");

    private static GradedSample graded(Grade... grades) {
        return new GradedSample("p", List.of("a", "b"), List.of(grades));
    }

    @Test
    void aRoundKeepsWhatDiffersWithinAProblem() {
        List<GradedSample> drawn = List.of(graded(RIGHT, WRONG), graded(RIGHT, RIGHT), graded(WRONG, WRONG));
        assertThat(GradedSample.summary(3, drawn, RewardSignal.CORRECT))
                .isEqualTo(new Round(3, 18, 6, 0.5, 3, 2, 0.5, false));
    }

    @Test
    void aRoundThatDiffersNowhereWithinAProblemKeepsNothingThoughItsRewardsDiffer() {
        List<GradedSample> drawn = List.of(graded(RIGHT, RIGHT), graded(WRONG, WRONG));
        assertThat(GradedSample.summary(1, drawn, RewardSignal.CORRECT))
                .isEqualTo(new Round(1, 4, 4, 0.5, 2, 0, 0, false));
        assertThat(GradedSample.summary(1, drawn.subList(1, 2), RewardSignal.CORRECT)
                        .allEqual())
                .isTrue();
    }
}
