package lockpick.study.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchesTest {

    @ParameterizedTest
    @CsvSource({"10, 4", "8, 4", "3, 16", "1, 1", "257, 256"})
    void aPassShowsEveryItemOnceInBatchesOfWhichOnlyTheLastIsSmaller(int count, int batch) {
        List<List<Integer>> batches = pass(count, batch, 0);
        assertThat(batches).hasSize((int) Batches.steps(count, batch, 1));
        assertThat(batches.subList(0, batches.size() - 1))
                .allSatisfy(items -> assertThat(items).hasSize(batch));
        assertThat(batches.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, count).boxed().toList());
    }

    @Test
    void theOrderIsTheSeeds() {
        assertThat(pass(100, 10, 1)).isEqualTo(pass(100, 10, 1)).isNotEqualTo(pass(100, 10, 2));
    }

    @ParameterizedTest
    @CsvSource({"10, 4, 1, 3", "10, 4, 5, 15", "8, 4, 2, 4", "3, 16, 86, 86"})
    void stepsAreCountedPassByPass(int count, int batch, int epochs, long steps) {
        // 10 items in batches of 4: 4 + 4 + 2, three steps a pass, never a batch across two passes
        assertThat(Batches.steps(count, batch, epochs)).isEqualTo(steps);
    }

    private static List<List<Integer>> pass(int count, int batch, long seed) {
        List<List<Integer>> batches = new ArrayList<>();
        Batches.shuffled(count, i -> i, batch, new Seed(seed)).forEach(batches::add);
        return batches;
    }
}
