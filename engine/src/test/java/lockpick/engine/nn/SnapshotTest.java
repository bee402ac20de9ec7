package lockpick.engine.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lockpick.engine.nn.Parameters.Spec;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    private final Parameters parameters =
            new Parameters(DType.FLOAT32, Device.CPU, List.of(new Spec("matrix", 2, 3), new Spec("vector", 3)));

    @AfterEach
    void closeParameters() {
        parameters.close();
    }

    @Test
    void restoringPutsBackEveryBit() {
        fill(parameters.values(), 0.1f, -0.0f, Float.MIN_VALUE);
        float[] before = parameters.values().toFloats();
        try (Snapshot values = Snapshot.ofValues(parameters)) {
            fill(parameters.values(), 5, 6, 7);
            values.restore();
            assertThat(parameters.values().toFloats()).isEqualTo(before); // -0.0 is not 0.0 here
        }
    }

    @Test
    void whatIsTakenLastIsPutBackAsOftenAsAskedFor() {
        try (Snapshot values = Snapshot.ofValues(parameters)) {
            fill(parameters.values(), 1, 2, 3);
            values.take();
            for (int round = 0; round < 2; round++) {
                fill(parameters.values(), 5, 6, 7);
                values.restore();
                assertThat(firstThree(parameters.values())).containsExactly(1, 2, 3);
            }
        }
    }

    @Test
    void gradientsOfADetourJoinThoseBeforeIt() {
        parameters.collectGradients();
        fill(parameters.gradients(), 1, 2, 3);
        try (Snapshot gradients = Snapshot.ofGradients(parameters)) {
            fill(parameters.gradients(), 10, 20, 30);
            gradients.restoreUnder(0.5); // 1 + 0.5 · 10, …
            assertThat(firstThree(parameters.gradients())).containsExactly(6, 12, 18);
        }
    }

    @Test
    void theMemoryOfGradientsStaysWhereTheyAreCollected() {
        parameters.collectGradients();
        try (Snapshot gradients = Snapshot.ofGradients(parameters);
                var scope = TensorScope.open()) {
            gradients.restoreUnder(1);
            gradients.restore();
            parameters.get("vector").sum().backward();
            assertThat(parameters.gradients().sum().item()).isEqualTo(3);
        }
    }

    @Test
    void gradientsThatNobodyCollectsCannotBeTaken() {
        assertThatThrownBy(() -> Snapshot.ofGradients(parameters)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takingAndRestoringKeepNothingMoreAndClosingFreesAll() {
        long before = TensorScope.liveTensors();
        try (Snapshot values = Snapshot.ofValues(parameters)) {
            long held = TensorScope.liveTensors();
            for (int i = 0; i < 3; i++) {
                values.take();
                values.restore();
            }
            assertThat(TensorScope.liveTensors()).isEqualTo(held);
        }
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
    }

    private static void fill(Tensor memory, float... first) {
        try (var scope = TensorScope.open()) {
            memory.narrow(0, 0, first.length).copy_(Tensor.of(first, first.length));
        }
    }

    private static float[] firstThree(Tensor memory) {
        try (var scope = TensorScope.open()) {
            return memory.narrow(0, 0, 3).toFloats();
        }
    }
}
