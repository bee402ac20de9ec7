package lockpick.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import lockpick.report.figure.Axis.Numbers;
import lockpick.report.figure.Axis.Scale;
import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void aLogarithmicAxisSpacesEqualRatiosEqually() {
        Axis axis = Axis.logarithmic("k", List.of(4.0, 16.0, 64.0, 256.0, 1024.0));

        double step = axis.position(16) - axis.position(4);
        assertThat(axis.position(1024) - axis.position(256)).isCloseTo(step, within(1e-12));
        assertThat(axis.position(4)).isBetween(0.0, 0.1);
        assertThat(axis.text(1024)).isEqualTo("1,024");
    }

    @Test
    void oneValueHasAnAxisToo() {
        assertThat(Axis.logarithmic("k", List.of(16.0)).position(16)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void aLogarithmicAxisCannotBeginAtZero() {
        assertThatThrownBy(() -> new Axis("loss", Scale.LOGARITHMIC, Numbers.PLAIN, 0, 1, List.of()))
                .hasMessageContaining("axis loss: from 0.0 to 1.0");
    }

    @Test
    void ticksAreRoundNumbers() {
        assertThat(Ticks.linear(0, 1.0)).containsExactly(0.0, 0.2, 0.4, 0.6, 0.8, 1.0);
        assertThat(Ticks.linear(0.2341, 0.2903)).containsExactly(0.24, 0.25, 0.26, 0.27, 0.28, 0.29);
        assertThat(Ticks.powersOfTen(0.002, 3)).containsExactly(0.01, 0.1, 1.0);
        assertThat(Ticks.thinned(List.of(1.0, 2.0, 3.0, 4.0, 5.0), 3)).containsExactly(1.0, 3.0, 5.0);
    }

    @Test
    void tickTextsAreShort() {
        Axis shares = new Axis("", Scale.LINEAR, Numbers.SHARE, 0, 1, List.of());
        Axis large = new Axis("", Scale.LINEAR, Numbers.SHORT_COUNT, 0, 1, List.of());
        assertThat(shares.text(0.225)).isEqualTo("22.5\u202f%");
        assertThat(shares.text(1)).isEqualTo("100\u202f%");
        assertThat(large.text(500_000)).isEqualTo("500k");
        assertThat(large.text(1_000_000)).isEqualTo("1M");
    }

    @Test
    void paletteOfAnOrderHasAsManyDifferentColoursAsAsked() {
        assertThat(Palette.order(7).light()).hasSize(7).doesNotHaveDuplicates();
        assertThat(Palette.order(1).dark()).hasSize(1);
    }

    @Test
    void logarithmicTicksAreRoundAndFew() {
        assertThat(Ticks.logarithmic(540, 12_100)).containsExactly(1e3, 2e3, 5e3, 1e4);
        assertThat(Ticks.logarithmic(500, 500.5)).containsExactly(500.0);
        assertThat(Ticks.logarithmic(0.9, 1.1e6)).containsExactly(1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6);
    }
}
