package lockpick.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import lockpick.study.measure.Estimate;
import lockpick.study.measure.Interval;
import org.junit.jupiter.api.Test;

class FormatTest {

    @Test
    void sharesArePercentWithOneDecimal() {
        assertThat(Format.share(0.2534)).isEqualTo("25.3");
        assertThat(Format.share(1)).isEqualTo("100.0");
        assertThat(Format.share(-0.0213)).isEqualTo("−2.1");
        assertThat(Format.share(-0.0001)).isEqualTo("0.0");
        assertThat(Format.roughly(0.617)).isEqualTo("62\u202f%");
    }

    @Test
    void estimatesShowTheirStandardErrorWhereThereIsOne() {
        // mean 0.4, standard error 0.1527525 as in EstimateTest
        assertThat(Format.estimate(Estimate.over(List.of(0.2, 0.3, 0.7)))).isEqualTo("40.0 ± 15.3");
        assertThat(Format.estimate(Estimate.over(List.of(0.2)))).isEqualTo("20.0");
    }

    @Test
    void intervalsStandInBrackets() {
        assertThat(Format.withInterval(0.621, Optional.of(new Interval(-0.01, 0.7))))
                .isEqualTo("62.1 [−1.0, 70.0]");
        assertThat(Format.withInterval(0.621, Optional.empty())).isEqualTo("62.1");
    }

    @Test
    void learningRatesAreShort() {
        assertThat(Format.learningRate(3e-4)).isEqualTo("3e-4");
        assertThat(Format.learningRate(0.00015)).isEqualTo("1.5e-4");
        assertThat(Format.learningRate(0.1)).isEqualTo("1e-1");
        assertThat(Format.learningRate(2)).isEqualTo("2e0");
        assertThat(Format.learningRate(0)).isEqualTo("0");
    }

    @Test
    void durationsCountsAndMemoryAreReadable() {
        assertThat(Format.seconds(4.24)).isEqualTo("4.2 s");
        assertThat(Format.seconds(41.2)).isEqualTo("41 s");
        assertThat(Format.seconds(192)).isEqualTo("3 min 12 s");
        assertThat(Format.seconds(7_500)).isEqualTo("2 h 5 min");
        assertThat(Format.count(12_500)).isEqualTo("12,500");
        assertThat(Format.shortCount(307_200)).isEqualTo("307k");
        assertThat(Format.shortCount(19_660_800)).isEqualTo("19.7M");
        assertThat(Format.epochs(64)).isEqualTo("64");
        assertThat(Format.epochs(2.5)).isEqualTo("2.50");
        assertThat(Format.bytes(312_345)).isEqualTo("312 kB");
        assertThat(Format.bytes(812_345_678)).isEqualTo("812 MB");
        assertThat(Format.bytes(2_450_000_000L)).isEqualTo("2.5 GB");
        assertThat(Format.bytes(0)).isEqualTo("–");
    }

    @Test
    void differencesHaveTheirSignAndAPBelowAThousandthIsNotWrittenOut() {
        assertThat(Format.difference(0.121, Optional.of(new Interval(0.08, 0.162))))
                .isEqualTo("+12.1 [8.0, 16.2]");
        assertThat(Format.difference(-0.05, Optional.empty())).isEqualTo("−5.0");
        assertThat(Format.difference(0.0002, Optional.empty())).isEqualTo("0.0");
        assertThat(Format.p(0.0321)).isEqualTo("0.032");
        assertThat(Format.p(1e-74)).isEqualTo("< 0.001");
        assertThat(Format.flop(1.0924e13)).isEqualTo("1.1e13");
        assertThat(Format.flop(0)).isEqualTo("–");
    }
}
