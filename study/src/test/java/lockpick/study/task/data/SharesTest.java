package lockpick.study.task.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lockpick.study.task.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharesTest {

    /** Recorded once. A problem that moved into another split would put test problems into training sets. */
    @ParameterizedTest
    @CsvSource({
        "What is 1 + 3?, TEST",
        "What is 1 + 5?, VALIDATION",
        "What is 1 + 1?, ELICIT_TRAIN",
        "What is 1 + 6?, LOCK_TRAIN",
        "What is 1 + 22?, WEAK_TRAIN"
    })
    void aProblemStaysInItsSplitForEver(String text, Split split) {
        assertThat(splitOf(text)).isEqualTo(split);
    }

    @Test
    void percentilesGoToTheSplitsInTheirShares() {
        Map<Split, Integer> counts = new EnumMap<>(Split.class);
        IntStream.range(0, 100).forEach(percentile -> counts.merge(Shares.PAPER.at(percentile), 1, Integer::sum));
        assertThat(counts)
                .isEqualTo(Map.of(
                        Split.WEAK_TRAIN, 9,
                        Split.LOCK_TRAIN, 36,
                        Split.ELICIT_TRAIN, 27,
                        Split.VALIDATION, 18,
                        Split.TEST, 10));
    }

    @Test
    void hashesSpreadEvenlyOverThePercentiles() {
        int[] counts = new int[100];
        IntStream.range(0, 100_000)
                .forEach(i -> counts[ContentHash.of(List.of("problem " + i)).percentile()]++);
        // 1,000 expected in each; the standard deviation is 31.5
        assertThat(IntStream.of(counts).boxed()).allMatch(count -> Math.abs(count - 1000) < 160);
    }

    @Test
    void lineEndsAndBlanksDoNotMoveAProblem() {
        for (int i = 0; i < 50; i++) {
            assertThat(splitOf("Problem " + i + ":\r\n  compute.\n")).isEqualTo(splitOf("Problem " + i + ": compute."));
        }
    }

    @Test
    void textsAreHashedOneByOne() {
        assertThat(ContentHash.of(List.of("ab", "c"))).isNotEqualTo(ContentHash.of(List.of("a", "bc")));
        // sha256sum of "1:a1:b"
        assertThat(ContentHash.of(List.of("a", "b")).hex())
                .isEqualTo("facdde7abf1eac5b301273ab2e282f79bab0100f058833a7b8bdf9f80741e149");
    }

    @Test
    void sharesAreCheckedWhenMade() {
        assertThatThrownBy(() -> new Shares(10, 40, 30, 20, 10)).hasMessage("shares must add up to 100, not 110");
        assertThatThrownBy(() -> new Shares(-10, 60, 30, 20, 0)).hasMessage("no share can be negative");
    }

    private static Split splitOf(String text) {
        return Shares.PAPER.split(new Text("1", text, 1)).orElseThrow();
    }
}
