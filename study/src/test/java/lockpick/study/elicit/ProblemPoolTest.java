package lockpick.study.elicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import lockpick.study.elicit.ProblemPool.Asked;
import lockpick.study.task.Problem;
import org.junit.jupiter.api.Test;

class ProblemPoolTest {

    private final List<Problem> five =
            IntStream.range(0, 5).mapToObj(i -> new Problem("p" + i, "", "")).toList();
    private final ProblemPool pool = new ProblemPool(five);

    @Test
    void aRoundGoesOnWhereTheLastOneEnded() {
        assertThat(outline(0)).containsExactly("p0 0", "p1 0", "p2 0");
        assertThat(outline(1)).containsExactly("p3 0", "p4 0", "p0 1");
        assertThat(outline(2)).containsExactly("p1 1", "p2 1", "p3 1");
        assertThat(outline(3)).containsExactly("p4 1", "p0 2", "p1 2");
    }

    private List<String> outline(int round) {
        return pool.round(round, 3).stream()
                .map(asked -> asked.problem().id() + " " + asked.draw())
                .toList();
    }

    @Test
    void noCompletionIsAskedForTwiceAndNoneBeyondTheDraws() {
        Rounds rounds = new Rounds(4, 3, 5, 1); // 12 completions of 5 problems: at most 3 of each
        assertThat(rounds.draws()).isEqualTo(3);
        List<Asked> all = IntStream.range(0, 4)
                .boxed()
                .flatMap(round -> pool.round(round, 3).stream())
                .toList();
        assertThat(all).hasSize(12).doesNotHaveDuplicates().allMatch(asked -> asked.draw() < 3);
    }

    /** 50 rounds of 640 of 1,100 problems: 32,000 completions, 29 or 30 of each problem (paper §6.1). */
    @Test
    void thePapersBudgetTakesThirtyDraws() {
        Rounds rounds = new Rounds(50, 640, 1100, 5);
        assertThat(rounds.samples(50)).isEqualTo(32_000);
        assertThat(rounds.draws()).isEqualTo(30);
    }

    @Test
    void theLastRoundIsEvaluatedWhateverTheInterval() {
        Rounds rounds = new Rounds(7, 3, 5, 3);
        assertThat(IntStream.rangeClosed(1, 7).filter(rounds::isEvaluated)).containsExactly(3, 6, 7);
        assertThat(rounds.evaluations()).isEqualTo(3);
        assertThat(new Rounds(6, 3, 5, 3).evaluations()).isEqualTo(2);
    }

    @Test
    void aRoundAsksNoProblemTwice() {
        assertThatThrownBy(() -> new Rounds(1, 1101, 1100, 1))
                .hasMessage("problems = 1,101 is more than the pool holds, and no round asks a problem twice; use 1,100"
                        + " or less, or a larger pool");
    }
}
