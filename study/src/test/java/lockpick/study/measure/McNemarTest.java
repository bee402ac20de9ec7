package lockpick.study.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class McNemarTest {

    @Test
    void pIsTheChanceOfAsManyHeadsOrMore() {
        // 5 gained, none lost: 1 of 2^5 = 0.03125; 3 gained, 1 lost: 3 or 4 heads of 4 are 4 + 1 of 16
        assertThat(McNemar.rises(List.of(rise(5, 0, 10)))).isCloseTo(1 / 32.0, within(1e-15));
        assertThat(McNemar.rises(List.of(rise(3, 1, 0)))).isCloseTo(5 / 16.0, within(1e-15));
        // none gained, 4 lost: 0 heads or more, always
        assertThat(McNemar.rises(List.of(rise(0, 4, 3)))).isCloseTo(1, within(1e-15));
    }

    @Test
    void whereNothingChangesNothingIsShown() {
        assertThat(McNemar.rises(List.of(rise(0, 0, 50)))).isEqualTo(1);
    }

    @Test
    void theProblemsOfAllSeedsAreCountedTogether() {
        assertThat(McNemar.rises(List.of(rise(2, 1, 7), rise(1, 0, 2))))
                .isEqualTo(McNemar.rises(List.of(rise(3, 1, 9))));
    }

    @Test
    void itIsTheSumOfWholeNumbers() {
        for (int[] counts : new int[][] {{60, 40}, {510, 490}, {3_000, 2_900}}) {
            assertThat(McNemar.rises(List.of(rise(counts[0], counts[1], 0))))
                    .as(Arrays.toString(counts))
                    .isCloseTo(slowly(counts[0], counts[1]), within(1e-9));
        }
    }

    /** Each term a whole number, divided once. */
    private static double slowly(int heads, int tails) {
        int tosses = heads + tails;
        BigInteger ways = BigInteger.ONE; // to have k heads
        BigInteger sum = BigInteger.ZERO;
        for (int k = tosses; k >= heads; k--) {
            sum = sum.add(ways);
            ways = ways.multiply(BigInteger.valueOf(k)).divide(BigInteger.valueOf(tosses - k + 1L));
        }
        return new BigDecimal(sum)
                .divide(new BigDecimal(BigInteger.TWO.pow(tosses)), MathContext.DECIMAL64)
                .doubleValue();
    }

    @Test
    void withoutASeedThereIsNoTest() {
        assertThatThrownBy(() -> McNemar.rises(List.of())).hasMessageContaining("at least one seed");
    }

    private static Rise rise(int gained, int lost, int unchanged) {
        boolean[] before = new boolean[gained + lost + unchanged];
        boolean[] after = new boolean[before.length];
        Arrays.fill(after, 0, gained, true);
        Arrays.fill(before, gained, gained + lost, true);
        return new Rise(before, after);
    }
}
