package lockpick.engine.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lockpick.engine.tensor.ShapeException;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.Test;

class KvCacheTest {

    @Test
    void tokensStandBehindThoseThatAreThereOnceCounted() {
        try (KvCache cache = new KvCache(2, 1, 1, 4, 1);
                var scope = TensorScope.open()) {
            cache.append(0, token(1), token(-1));
            cache.append(1, token(5), token(-5));
            assertThat(cache.length()).isZero();
            cache.advance(1);
            KvCache.Entries first = cache.append(0, token(2), token(-2));
            KvCache.Entries second = cache.append(1, token(6), token(-6));

            assertThat(first.keys().toFloats()).containsExactly(1, 2);
            assertThat(first.values().toFloats()).containsExactly(-1, -2);
            assertThat(second.keys().toFloats()).containsExactly(5, 6);
            assertThat(cache.length()).isEqualTo(1);
        }
    }

    @Test
    void aClearedCacheStartsAgain() {
        try (KvCache cache = new KvCache(1, 1, 1, 1, 1);
                var scope = TensorScope.open()) {
            cache.append(0, token(1), token(1));
            cache.advance(1);
            cache.clear();
            assertThat(cache.append(0, token(2), token(3)).keys().toFloats()).containsExactly(2);
        }
    }

    @Test
    void whatDoesNotFitIsRefusedWithBothShapes() {
        try (KvCache cache = new KvCache(1, 2, 3, 4, 5);
                var scope = TensorScope.open()) {
            Tensor tooManyTokens = Tensor.of(new float[2 * 3 * 6 * 5], 2, 3, 6, 5);
            assertThatThrownBy(() -> cache.append(0, tooManyTokens, tooManyTokens))
                    .isInstanceOf(ShapeException.class)
                    .hasMessage("KvCache: keys are FLOAT32 [2, 3, 6, 5] but the cache is FLOAT32 [2, 3, 4, 5] with 0"
                            + " tokens in it; make it for batch 2 and at least 6 tokens");
            Tensor otherBatch = Tensor.of(new float[3 * 5], 1, 3, 1, 5);
            assertThatThrownBy(() -> cache.append(0, otherBatch, otherBatch)).isInstanceOf(ShapeException.class);
        }
    }

    @Test
    void closingFreesTheCache() {
        long before = TensorScope.liveTensors();
        new KvCache(3, 2, 2, 8, 4).close();
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
    }

    private static Tensor token(float number) {
        return Tensor.of(new float[] {number}, 1, 1, 1, 1);
    }
}
