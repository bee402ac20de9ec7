package lockpick.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TensorScopeTest {

    private final long before = TensorScope.liveTensors();

    @Test
    void closingFreesWhatWasMadeInside() {
        Tensor made;
        try (var scope = TensorScope.open()) {
            made = ones().add(ones());
            assertThat(TensorScope.liveTensors()).isEqualTo(before + 3);
        }
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
        assertThat(made.handle.isNull()).isTrue();
    }

    @Test
    void aNestedScopeFreesOnlyItsOwn() {
        try (var outer = TensorScope.open()) {
            Tensor kept = ones();
            try (var inner = TensorScope.open()) {
                ones();
                assertThat(TensorScope.liveTensors()).isEqualTo(before + 2);
            }
            assertThat(TensorScope.liveTensors()).isEqualTo(before + 1);
            assertThat(kept.toFloats()).containsExactly(1, 1);
        }
    }

    @Test
    void anOuterScopeKeepsAResultOfAnInnerOne() {
        try (var outer = TensorScope.open()) {
            Tensor result;
            try (var inner = TensorScope.open()) {
                result = outer.keep(ones().mul(3));
            }
            assertThat(TensorScope.liveTensors()).isEqualTo(before + 1);
            assertThat(result.toFloats()).containsExactly(3, 3);
        }
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
    }

    @Test
    void anOwnerHoldsJustWhatItIsToldToKeep() {
        TensorScope owner = TensorScope.owner();
        Tensor kept;
        try (var scope = TensorScope.open()) {
            kept = owner.keep(ones());
            ones();
        }
        assertThat(TensorScope.liveTensors()).isEqualTo(before + 1);
        assertThat(kept.handle.isNull()).isFalse();
        owner.close();
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
        assertThat(kept.handle.isNull()).isTrue();
    }

    @Test
    void theLastScopeToKeepATensorDecides() {
        TensorScope first = TensorScope.owner();
        TensorScope last = TensorScope.owner();
        Tensor moved;
        try (var scope = TensorScope.open()) {
            moved = last.keep(first.keep(first.keep(ones())));
        }
        first.close();
        assertThat(TensorScope.liveTensors()).isEqualTo(before + 1);
        assertThat(moved.handle.isNull()).isFalse();
        last.close();
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
        assertThat(moved.handle.isNull()).isTrue();
    }

    @Test
    void aViewKeepsItsMemoryAlive() {
        try (var outer = TensorScope.open()) {
            Tensor view;
            try (var inner = TensorScope.open()) {
                view = outer.keep(Tensor.of(new float[] {1, 2, 3, 4}, 2, 2).select(0, 1));
            }
            try (var inner = TensorScope.open()) {
                Tensor.of(new float[] {9, 9, 9, 9}, 2, 2); // would take freed memory
                assertThat(view.toFloats()).containsExactly(3, 4);
            }
        }
    }

    @Test
    void aTensorMadeOutsideEveryScopeIsRefused() {
        assertThatThrownBy(TensorScopeTest::ones)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("outside every TensorScope");
    }

    @Test
    void scopesCollectInTheirOwnThread() {
        try (var scope = TensorScope.open()) {
            assertThatThrownBy(() ->
                            CompletableFuture.runAsync(TensorScopeTest::ones).join())
                    .hasMessageContaining("outside every TensorScope");
        }
    }

    @Test
    void closingOutOfOrderIsRefusedAndCanBeMended() {
        TensorScope outer = TensorScope.open();
        TensorScope inner = TensorScope.open();
        assertThatThrownBy(outer::close).hasMessageContaining("closed out of order");
        inner.close();
        outer.close();
        outer.close(); // once more does nothing
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
    }

    @Test
    void aClosedScopeKeepsNothing() {
        TensorScope closed = TensorScope.owner();
        closed.close();
        try (var scope = TensorScope.open()) {
            Tensor tensor = ones();
            assertThatThrownBy(() -> closed.keep(tensor)).hasMessage("this TensorScope is closed");
        }
    }

    @Test
    void aTensorThatIsGoneCannotBeKept() {
        Tensor gone;
        try (var inner = TensorScope.open()) {
            gone = ones();
        }
        try (var owner = TensorScope.owner()) {
            assertThatThrownBy(() -> owner.keep(gone)).hasMessageContaining("freed with the TensorScope");
        }
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
    }

    @Test
    void gradientsPassThroughScopes() {
        try (var outer = TensorScope.open()) {
            Tensor gradient = Tensor.zeros(DType.FLOAT32, 2);
            Tensor leaf = ones().collectGradientIn(gradient);
            try (var step = TensorScope.open()) {
                leaf.mul(3).sum().backward();
            }
            assertThat(gradient.toFloats()).containsExactly(3, 3);
        }
    }

    @Test
    void withoutGradientsNothingIsRecordedUntilClosed() {
        try (var scope = TensorScope.open()) {
            Tensor gradient = Tensor.zeros(DType.FLOAT32, 2);
            Tensor leaf = ones().collectGradientIn(gradient);
            try (var noGrad = Libtorch.noGrad()) {
                assertThat(leaf.mul(3).handle.requires_grad()).isFalse();
            }
            assertThat(leaf.mul(3).handle.requires_grad()).isTrue();
        }
    }

    private static Tensor ones() {
        return Tensor.full(1, DType.FLOAT32, 2);
    }
}
