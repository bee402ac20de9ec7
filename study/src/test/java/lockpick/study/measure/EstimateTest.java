package lockpick.study.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
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

    /** Means 0.5 and 0.7; √(0.03² + 0.04²) / 2 = 0.05 / 2. */
    @Test
    void domainsCountAlikeAndTheirErrorsAddUpAsIndependentOnes() {
        Estimate mean = Estimate.overDomains(
                List.of(new Estimate(0.5, OptionalDouble.of(0.03), 3), new Estimate(0.7, OptionalDouble.of(0.04), 2)));

        assertThat(mean.mean()).isCloseTo(0.6, within(1e-12));
        assertThat(mean.standardError().getAsDouble()).isCloseTo(0.025, within(1e-12));
        assertThat(mean.seeds()).isEqualTo(2);
    }

    @Test
    void aDomainWithoutAnErrorLeavesTheMeanWithoutOne() {
        Estimate mean = Estimate.overDomains(
                List.of(new Estimate(0.5, OptionalDouble.of(0.03), 3), new Estimate(0.7, OptionalDouble.empty(), 1)));

        assertThat(mean.mean()).isCloseTo(0.6, within(1e-12));
        assertThat(mean.standardError()).isEmpty();
    }

    @Test
    void noSeedIsAnError() {
        assertThatThrownBy(() -> Estimate.over(List.of())).hasMessageContaining("at least one seed");
        assertThatThrownBy(() -> Estimate.overDomains(List.of())).hasMessageContaining("at least one domain");
    }
}
