package lockpick.study.elicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.study.elicit.BestSamples.TrainedOn;
import lockpick.study.grade.Grade;
import lockpick.study.grade.RewardSignal;
import lockpick.study.task.Problem;
import org.junit.jupiter.api.Test;

class BestSamplesTest {

    private static final Seed TIES = new Seed(0);

    private static BestSamples best(int keep, RewardSignal reward, boolean onlyCorrect) {
        return new BestSamples(List.of(keep), reward, Optional.empty(), onlyCorrect, TrainedOn.ROUND);
    }

    private static GradedCompletion graded(String completion, Grade grade) {
        return new GradedCompletion(new Problem("of " + completion, "", ""), completion, grade);
    }

    private static Stream<GradedCompletion> many(String name, int count, Grade grade) {
        return IntStream.range(0, count).mapToObj(i -> graded(name + i, grade));
    }

    private static List<String> names(List<GradedCompletion> graded) {
        return graded.stream().map(GradedCompletion::completion).toList();
    }

    @Test
    void theHighestRewardsAreKeptTheHighestFirst() {
        List<GradedCompletion> graded = List.of(
                graded("b", Grade.incorrect("").withReward(0.2)),
                graded("d", Grade.correct("").withReward(0.9)),
                graded("a", Grade.incorrect("").withReward(0.1)),
                graded("c", Grade.undecided("").withReward(0.7)));
        assertThat(names(best(3, RewardSignal.REWARD, false).of(graded, TIES))).containsExactly("d", "c", "b");
        assertThat(names(best(9, RewardSignal.REWARD, false).of(graded, TIES))).containsExactly("d", "c", "b", "a");
    }

    @Test
    void rightAndWrongCountWhereTheRewardIsNotAsked() {
        List<GradedCompletion> graded = List.of(
                graded("near", Grade.incorrect("").withReward(0.99)),
                graded("right", Grade.correct("").withReward(0.5)));
        assertThat(names(best(1, RewardSignal.CORRECT, false).of(graded, TIES))).containsExactly("right");
        assertThat(names(best(1, RewardSignal.REWARD, false).of(graded, TIES))).containsExactly("near");
    }

    @Test
    void whatIsShortOfTheNumberIsMadeUpFromTheNextBest() {
        List<GradedCompletion> graded = Stream.concat(
                        many("wrong", 6, Grade.incorrect("")), many("right", 2, Grade.correct("")))
                .toList();
        for (int seed = 0; seed < 20; seed++) {
            List<String> kept = names(best(4, RewardSignal.CORRECT, false).of(graded, new Seed(seed)));
            assertThat(kept.subList(0, 2)).containsExactlyInAnyOrder("right0", "right1");
            assertThat(kept.subList(2, 4)).allMatch(name -> name.startsWith("wrong"));
        }
    }

    @Test
    void onlyRightOnesAreKeptIfThatIsAskedHoweverFew() {
        List<GradedCompletion> graded = Stream.of(
                        many("right", 2, Grade.correct("")),
                        many("wrong", 6, Grade.incorrect("").withReward(1)),
                        many("unsure", 6, Grade.undecided("").withReward(1)))
                .flatMap(each -> each)
                .toList();
        assertThat(names(best(4, RewardSignal.REWARD, true).of(graded, TIES)))
                .containsExactlyInAnyOrder("right0", "right1");
    }

    /** One of four equals, 4,000 times: 1,000 each, with deviation √(4000 · ¼ · ¾) = 27. */
    @Test
    void amongEqualsChanceDecidesAndTheSeedIsTheChance() {
        List<GradedCompletion> graded = many("equal", 4, Grade.incorrect("")).toList();
        BestSamples one = best(1, RewardSignal.CORRECT, false);
        int[] kept = new int[4];
        for (int seed = 0; seed < 4000; seed++) {
            String name = one.of(graded, new Seed(seed)).getFirst().completion();
            assertThat(one.of(graded, new Seed(seed)).getFirst().completion()).isEqualTo(name);
            kept[name.charAt(5) - '0']++;
        }
        assertThat(kept).satisfies(counts -> {
            for (int count : counts) {
                assertThat(count).isBetween(865, 1135); // five deviations
            }
        });
    }

    @Test
    void aRoundTrainsOnItsOwnBestOrOnAllSoFar() {
        List<GradedCompletion> first = many("first", 2, Grade.correct("")).toList();
        List<GradedCompletion> second = many("second", 1, Grade.correct("")).toList();
        BestSamples round = new BestSamples(List.of(2), RewardSignal.CORRECT, Optional.empty(), false, TrainedOn.ROUND);
        BestSamples all = new BestSamples(List.of(2), RewardSignal.CORRECT, Optional.empty(), false, TrainedOn.ALL);
        assertThat(names(round.shown(first, second))).containsExactly("second0");
        assertThat(names(all.shown(first, second))).containsExactly("first0", "first1", "second0");
        assertThat(round.mostShown(3, 10)).isEqualTo(2);
        assertThat(all.mostShown(3, 10)).isEqualTo(6);
        assertThat(all.mostShown(3, 1)).isEqualTo(3);
    }

    @Test
    void moreThanARoundHasCannotBeKept() {
        assertThatThrownBy(() -> new BestSamples(
                                List.of(16, 641), RewardSignal.CORRECT, Optional.empty(), false, TrainedOn.ROUND)
                        .requireAtMost(640))
                .hasMessage("best.keep has 641, more than the completions of a round; use 640 or less, or more"
                        + " rounds.problems");
    }
}
