package lockpick.engine.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.ShapeException;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.Test;

class KvCacheTest {

    @Test
    void tokensStandAtTheirPositionsInTheirSlots() {
        try (KvCache cache = cache(1, 3, 2);
                var scope = TensorScope.open()) {
            // Row 0 is slot 2, row 1 slot 0; each has one token, at positions 1 and 0: entries 2·2 + 1 and 0.
            Tensor entries = cache.entries(indices(2, 0), Tensor.of(new long[] {1, 0}, 2, 1));
            assertThat(entries.toLongs()).containsExactly(5, 0);
            cache.write(0, entries, tokens(1, 2, 7, 8), tokens(1, 2, -7, -8));

            assertThat(cache.read(0, null, 3, 2).keys().toFloats()).containsExactly(8, 0, 0, 0, 0, 7);
            assertThat(cache.read(0, indices(2, 0), 2, 2).values().toFloats()).containsExactly(0, -7, -8, 0);
        }
    }

    @Test
    void theTokensOfAHeadStandTogether() {
        try (KvCache cache = new KvCache(1, 2, 2, 2, 1, DType.FLOAT32, Device.CPU);
                var scope = TensorScope.open()) {
            // [T, B, K]: first tokens 1 and 2 of row 0, 3 and 4 of row 1, then second tokens.
            Tensor key = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2, 1);
            Tensor entries = cache.entries(indices(0, 1), Tensor.of(new long[] {0, 1, 0, 1}, 2, 2));
            cache.write(0, entries, key, key);

            // Row 0, head 0: 1 and 5; head 1: 2 and 6. Row 1 likewise.
            assertThat(cache.read(0, null, 2, 2).keys().toFloats()).containsExactly(1, 5, 2, 6, 3, 7, 4, 8);
        }
    }

    @Test
    void theBeginningsOfSlotsAreCopiedIntoOthersInEveryLayer() {
        try (KvCache cache = cache(2, 3, 3);
                var scope = TensorScope.open()) {
            for (int layer = 0; layer < 2; layer++) {
                cache.write(layer, indices(3, 4, 5), tokens(3, 1, 1, 2, 3), tokens(3, 1, 4, 5, 6));
            }
            cache.copy(indices(1, 1), indices(0, 2), 2);

            for (int layer = 0; layer < 2; layer++) {
                assertThat(cache.read(layer, null, 3, 3).keys().toFloats()).containsExactly(1, 2, 0, 1, 2, 3, 1, 2, 0);
            }
        }
    }

    @Test
    void whatIsNotThereIsRefusedWithTheShapes() {
        try (KvCache cache = cache(1, 2, 3);
                var scope = TensorScope.open()) {
            assertThatThrownBy(() -> cache.read(0, null, 2, 4))
                    .isInstanceOf(ShapeException.class)
                    .hasMessage("KvCache: 2 rows of 4 tokens are asked of FLOAT32 [2, 1, 3, 1]");
            assertThatThrownBy(() -> cache.read(0, null, 3, 1)).isInstanceOf(ShapeException.class);
            assertThatThrownBy(() -> cache.write(0, indices(6), tokens(1, 1, 1), tokens(1, 1, 1)))
                    .isInstanceOf(ShapeException.class);
        }
    }

    @Test
    void closingFreesTheCache() {
        long before = TensorScope.liveTensors();
        cache(3, 2, 8).close();
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
    }

    private static KvCache cache(int layers, int slots, int capacity) {
        return new KvCache(layers, slots, capacity, 1, 1, DType.FLOAT32, Device.CPU);
    }

    private static Tensor tokens(int length, int rows, float... numbers) {
        return Tensor.of(numbers, length, rows, 1, 1);
    }

    private static Tensor indices(long... indices) {
        return Tensor.of(indices, indices.length);
    }
}
