package lockpick.study.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionLikelihoodsTest {

    @Test
    void probabilitiesAreRelativeToTheOptionsAlone() {
        // e^-1 : e^-2 = 1 : 1/e; far below what a double holds, and so only by their difference
        List<Double> found = OptionLikelihoods.of(new double[] {-2001, -2002}).probabilities();
        assertThat(found.get(0)).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-12));
        assertThat(found.get(0) + found.get(1)).isCloseTo(1, within(1e-12));
        assertThat(OptionLikelihoods.of(new double[] {-5, Double.NEGATIVE_INFINITY})
                        .probabilities())
                .containsExactly(1.0, 0.0);
    }

    @Test
    void ofEquallyLikelyOptionsTheFirstCounts() {
        assertThat(new OptionLikelihoods(List.of(0.2, 0.4, 0.4)).likeliest()).isEqualTo(1);
        assertThat(new OptionLikelihoods(List.of(0.5, 0.5)).likeliest()).isZero();
    }

    @Test
    void aDrawFallsOnTheOptionThatReachesBeyondIt() {
        OptionLikelihoods options = new OptionLikelihoods(List.of(0.25, 0.0, 0.75));
        assertThat(options.draw(0)).isZero();
        assertThat(options.draw(Math.nextDown(0.25))).isZero();
        assertThat(options.draw(0.25)).isEqualTo(2); // never the impossible one
        assertThat(options.draw(Math.nextDown(1.0))).isEqualTo(2);
        // also where rounding leaves the sum below the draw
        assertThat(new OptionLikelihoods(List.of(0.1, 0.2)).draw(0.9)).isEqualTo(1);
    }
}
