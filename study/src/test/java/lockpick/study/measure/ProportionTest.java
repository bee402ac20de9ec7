package lockpick.study.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

    /** Newcombe (1998), table I, method 3, has the first four. */
    @ParameterizedTest
    @CsvSource({
        "81, 263, 0.2553, 0.3662",
        "15, 148, 0.0624, 0.1605",
        "0, 20, 0, 0.1611",
        "1, 29, 0.0061, 0.1718",
        "20, 20, 0.8389, 1",
    })
    void itsIntervalIsTheScoreInterval(long successes, long trials, double low, double high) {
        Interval interval = new Proportion(successes, trials).ninetyFive();
        assertThat(interval.low()).isCloseTo(low, within(5e-5));
        assertThat(interval.high()).isCloseTo(high, within(5e-5));
    }

    @Test
    void thereAreNoMoreSuccessesThanTrials() {
        assertThat(new Proportion(1, 4).value()).isEqualTo(0.25);
        assertThatThrownBy(() -> new Proportion(3, 2)).hasMessageContaining("3 of 2 trials");
        assertThatThrownBy(() -> new Proportion(0, 0)).hasMessageContaining("at least one");
    }
}
