package lockpick.study.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HolmTest {

    @Test
    void theLeastIsMultipliedByAllAndNoneFallsBelowOneBeforeIt() {
        // ascending 0.01, 0.03, 0.04, 0.5: 4 * 0.01 = 0.04, 3 * 0.03 = 0.09, 2 * 0.04 = 0.08 but 0.09 before it, 0.5
        assertThat(Holm.corrected(List.of(0.04, 0.01, 0.5, 0.03)))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b))
                .containsExactly(0.09, 0.04, 0.5, 0.09);
    }

    @Test
    void noneExceedsOneAndASingleOneStaysWhatItIs() {
        assertThat(Holm.corrected(List.of(0.6, 0.9))).containsExactly(1.0, 1.0);
        assertThat(Holm.corrected(List.of(0.03))).containsExactly(0.03);
        assertThat(Holm.corrected(List.of())).isEmpty();
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        assertThatThrownBy(() -> Holm.corrected(List.of(0.5, Double.NaN)))
                .hasMessage("Holm: p = NaN, must be between 0 and 1");
    }

    /** Ten questions whose answer is no: without the correction some p is below 5 % in 1 - 0.95^10 = 40 % of studies. */
    @Test
    void aFalseClaimIsBelievedInAboutOneOfTwentyStudies() {
        SplittableRandom random = new SplittableRandom(5);
        int studies = 4_000;
        int uncorrected = 0;
        int corrected = 0;
        for (int study = 0; study < studies; study++) {
            List<Double> values = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                values.add(random.nextDouble());
            }
            uncorrected += values.stream().anyMatch(p -> p < 0.05) ? 1 : 0;
            corrected += Holm.corrected(values).stream().anyMatch(p -> p < 0.05) ? 1 : 0;
        }
        assertThat((double) uncorrected / studies).isCloseTo(0.40, within(0.03));
        assertThat((double) corrected / studies).isCloseTo(0.05, within(0.012)); // three deviations of 0.0034
    }
}
