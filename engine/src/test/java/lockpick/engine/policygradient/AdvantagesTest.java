package lockpick.engine.policygradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdvantagesTest {

    /** Of 1, 0, 0, 0 the mean is 1/4 and the variance (9 + 1 + 1 + 1) / 16 / 4 = 3/16. */
    @Test
    void byHand() {
        assertThat(Advantages.withinGroup(new double[] {1, 0, 0, 0}))
                .containsExactly(
                        new double[] {Math.sqrt(3), -1 / Math.sqrt(3), -1 / Math.sqrt(3), -1 / Math.sqrt(3)},
                        within(1e-15));
        assertThat(Advantages.withinGroup(new double[] {0.25, 0.75})).containsExactly(-1, 1);
    }

    @Test
    void theUnitOfRewardsDoesNotMatter() {
        assertThat(Advantages.withinGroup(new double[] {17, 10, 10, 10}))
                .containsExactly(Advantages.withinGroup(new double[] {1, 0, 0, 0}), within(1e-15));
    }

    /** 0.1 + 0.1 + 0.1 is not 0.3 to a computer. */
    @Test
    void equalRewardsTellNothing() {
        assertThat(Advantages.withinGroup(new double[] {0.1, 0.1, 0.1})).containsOnly(0);
        assertThat(Advantages.withinGroup(new double[] {1})).containsOnly(0);
    }
}
