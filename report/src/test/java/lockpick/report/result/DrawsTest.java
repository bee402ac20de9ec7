package lockpick.report.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import lockpick.study.measure.Candidate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawsTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            draw 3                              ; best draw
            sigma 0.01, draw 12                 ; sigma 0.01, best draw
            gradient, draw 2: open, draw 3, end ; gradient, best draw
            draw 2: these words                 ; best draw
            """)
    void drawsCompeteAsTheBestOfThem(String variant, String best) {
        assertThat(Draws.isDraw(candidate(variant))).isTrue();
        assertThat(Draws.best(candidate(variant))).isEqualTo(candidate(best));
    }

    @ParameterizedTest
    @CsvSource({"plain", "sigma 0", "few-shot 2", "prompt draw a picture"})
    void othersAreThemselves(String variant) {
        assertThat(Draws.isDraw(candidate(variant))).isFalse();
        assertThat(Draws.best(candidate(variant))).isEqualTo(candidate(variant));
    }

    @Test
    void whatWasDrawnMayHaveLines() {
        assertThat(Draws.best(candidate("gradient, draw 1: a\nb, both"))).isEqualTo(candidate("gradient, best draw"));
    }

    private static Candidate candidate(String variant) {
        return new Candidate(0, 0, Optional.of(variant));
    }
}
