package lockpick.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The model reads a row of n tokens as n − 1: the last is only predicted. */
class MicroBatchesTest {

    @Test
    void rowsOfLikeLengthStandTogetherTheLongestFirst() {
        // four passes are needed; 9, 5 + 5, 4 + 4 + 4 and 2 + 2 are the fewest tokens
        MicroBatches batches = MicroBatches.of(rows(5, 1, 9, 4, 5, 2, 4, 4), 12);
        assertThat(widths(batches)).containsExactly(List.of(9), List.of(5, 5), List.of(4, 4, 4), List.of(2, 1));
        // 9 + 10 + 12 + 4 go through the model, 9 + 10 + 12 + 3 belong to rows
        assertThat(batches.paddingShare()).isCloseTo(1 / 35.0, within(1e-12));
    }

    /** A pass counts as 256 tokens: worth it to spare three rows 200 tokens of padding, not to spare them 50. */
    @Test
    void aPassOfItsOwnIsWorthSomePadding() {
        assertThat(widths(MicroBatches.of(rows(300, 100, 100, 100), 4096)))
                .containsExactly(List.of(300), List.of(100, 100, 100));
        assertThat(widths(MicroBatches.of(rows(300, 250, 250, 250), 4096)))
                .containsExactly(List.of(300, 250, 250, 250));
    }

    @Test
    void wholeLeavesTheRowsInTheirOrder() {
        MicroBatches batches = MicroBatches.whole(rows(5, 1, 9));
        assertThat(widths(batches)).containsExactly(List.of(5, 1, 9));
        assertThat(batches.paddingShare()).isCloseTo(12 / 27.0, within(1e-12));
    }

    @Test
    void everyRowIsInOnePartAndNoPartIsTooLarge() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Sequence> rows = rows(random.ints(200, 1, 100).toArray());
        MicroBatches batches = MicroBatches.of(rows, 512);
        assertThat(batches.parts().stream().flatMap(Collection::stream))
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(rows);
        assertThat(widths(batches))
                .as("seed %d", seed)
                .allSatisfy(part -> assertThat(part.getFirst() * part.size()).isLessThanOrEqualTo(512));
        assertThat(batches.paddingShare()).as("seed %d", seed).isLessThan(0.1);
    }

    @Test
    void aRowLongerThanAPartIsRefused() {
        assertThatThrownBy(() -> MicroBatches.of(rows(5, 13), 12))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("micro-batches of 12 tokens: a row has 13; allow at least as many, or shorten the row");
    }

    private static List<Sequence> rows(int... widths) {
        return Arrays.stream(widths)
                .mapToObj(width -> new Sequence(new int[width + 1], 1))
                .toList();
    }

    private static List<List<Integer>> widths(MicroBatches batches) {
        return batches.parts().stream()
                .map(part -> part.stream().map(row -> row.tokens().length - 1).toList())
                .toList();
    }
}
