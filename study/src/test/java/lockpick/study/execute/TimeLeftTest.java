package lockpick.study.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lockpick.study.execute.TimeLeft.Standing;
import org.junit.jupiter.api.Test;

class TimeLeftTest {

    @Test
    void nothingIsSaidBeforeARunHasGotAnywhere() {
        assertThat(TimeLeft.seconds(List.of(new Standing("policy", 10, 0, 3)), 1))
                .isEmpty();
    }

    @Test
    void eachKindIsJudgedByItsOwnPace() {
        List<Standing> runs = List.of(
                new Standing("lock", 100, 1, 50), // 0.5 s a unit
                new Standing("lock", 100, 0, 0), // so 50 s
                new Standing("sft", 10, 0.5, 20), // 4 s a unit, so 20 s more
                new Standing("sft", 10, 0, 0)); // and 40 s
        assertThat(TimeLeft.seconds(runs, 1)).hasValue(110);
        assertThat(TimeLeft.seconds(runs, 2)).hasValue(55);
        assertThat(TimeLeft.seconds(runs, 8)).as("three runs are open").hasValue(110.0 / 3);
    }

    @Test
    void aKindThatHasNotBegunIsJudgedByTheOthers() {
        List<Standing> runs = List.of(new Standing("policy", 100, 1, 200), new Standing("sft", 10, 0, 0));
        assertThat(TimeLeft.seconds(runs, 2)).hasValue(20); // 2 s a unit
    }

    @Test
    void nothingIsLeftAtTheEnd() {
        assertThat(TimeLeft.seconds(List.of(new Standing("sft", 10, 1, 20)), 2)).hasValue(0);
    }
}
