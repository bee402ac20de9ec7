package lockpick.study.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {

    @Test
    void standardErrorIsTheSampleDeviationOverTheRootOfTheSeeds() {
        // mean (0.2 + 0.3 + 0.7) / 3 = 0.4; squares 0.04 + 0.01 + 0.09 = 0.14; variance 0.14 / 2 = 0.07;
        // standard error sqrt(0.07 / 3) = 0.152753
        Estimate estimate = Estimate.over(List.of(0.2, 0.3, 0.7));

        assertThat(estimate.mean()).isCloseTo(0.4, within(1e-12));
        assertThat(estimate.standardError().getAsDouble()).isCloseTo(0.1527525, within(1e-7));
        assertThat(estimate.seeds()).isEqualTo(3);
    }

    @Test
    void equalSeedsHaveNoSpread() {
        assertThat(Estimate.over(List.of(0.5, 0.5)).standardError()).hasValue(0);
    }

    @Test
    void oneSeedGivesNoStandardError() {
        Estimate estimate = Estimate.over(List.of(0.25));

        assertThat(estimate.mean()).isEqualTo(0.25);
        assertThat(estimate.standardError()).isEmpty();
    }

    @Test
    void noSeedIsAnError() {
        assertThatThrownBy(() -> Estimate.over(List.of())).hasMessageContaining("at least one seed");
    }
}
