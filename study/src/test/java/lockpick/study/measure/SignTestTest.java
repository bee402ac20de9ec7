package lockpick.study.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SignTestTest {

    private static final boolean[] NONE = {false, false, false, false, false};

    private static Rise rise(int... gained) {
        boolean[] after = new boolean[NONE.length];
        for (int i : gained) {
            after[i] = true;
        }
        return new Rise(NONE, after);
    }

    @Test
    void itCountsTheProblemsOnWhichTheTwoRisesDiffer() {
        // 0, 1 and 2 against 2 and 3: more on 0 and 1, less on 3
        SignTest test = SignTest.of(List.of(rise(0, 1, 2)), List.of(rise(2, 3)));
        assertThat(test).isEqualTo(new SignTest(2, 1, 5));
        // of three tosses at least two heads: (3 + 1) / 8
        assertThat(test.p()).isCloseTo(0.5, within(1e-12));
        assertThat(SignTest.of(List.of(rise(0)), List.of(rise(0))).p()).isEqualTo(1);
    }

    @Test
    void againstNothingItIsMcNemars() {
        List<Rise> seeds = List.of(rise(0, 1), rise(4));
        assertThat(SignTest.of(seeds)).isEqualTo(new SignTest(3, 0, 10));
        assertThat(SignTest.of(seeds).p()).isEqualTo(McNemar.rises(seeds));
    }

    @Test
    void moreProblemsShowLessAndDifferencesInTheWayHideMore() {
        double few = new SignTest(0, 0, 100).detectable(0.05);
        double many = new SignTest(0, 0, 1000).detectable(0.05);
        double noisy = new SignTest(50, 50, 1000).detectable(0.05);
        assertThat(many).isLessThan(few / 5);
        assertThat(noisy).isBetween(2 * many, few);
        // 4 problems of 4 still have p = 1/16
        assertThat(new SignTest(0, 0, 4).detectable(0.05)).isEqualTo(1);
    }

    @Test
    void otherProblemsAreRefused() {
        assertThatThrownBy(() -> SignTest.of(List.of(rise(0)), List.of()))
                .hasMessage(
                        "sign test: 1 seeds of one policy and 0 of the other; expected the same seeds, at least one");
        Rise other = new Rise(new boolean[2], new boolean[2]);
        assertThatThrownBy(() -> SignTest.of(List.of(rise(0)), List.of(other)))
                .hasMessage("sign test: 5 problems of one policy and 2 of the other; expected the same ones");
    }
}
