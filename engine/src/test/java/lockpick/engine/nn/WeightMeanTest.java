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

class WeightMeanTest {

    private final Parameters parameters = new Parameters(DType.FLOAT32, Device.CPU, List.of(new Spec("vector", 3)));

    @AfterEach
    void closeParameters() {
        parameters.close();
    }

    @Test
    void theMeanOfFourTimes() {
        try (WeightMean mean = new WeightMean(parameters)) {
            for (int time = 1; time <= 4; time++) {
                fill(time, 2 * time, -time);
                mean.add();
            }
            mean.put();
            assertThat(vector()).containsExactly(2.5f, 5, -2.5f); // (1 + 2 + 3 + 4) / 4
        }
    }

    @Test
    void whatNeverChangesIsItsOwnMeanBitForBit() {
        fill(0.1f, 1 / 3f, 1e-7f);
        float[] before = vector();
        try (WeightMean mean = new WeightMean(parameters)) {
            for (int time = 0; time < 7; time++) {
                mean.add();
            }
            fill(5, 6, 7);
            mean.put();
            assertThat(vector()).isEqualTo(before);
        }
    }

    @Test
    void ofNothingThereIsNoMeanAndClosingFreesAll() {
        long before = TensorScope.liveTensors();
        try (WeightMean mean = new WeightMean(parameters)) {
            assertThatThrownBy(mean::put).isInstanceOf(IllegalStateException.class);
        }
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
    }

    private void fill(float... values) {
        try (var scope = TensorScope.open()) {
            parameters.get("vector").copy_(Tensor.of(values, values.length));
        }
    }

    private float[] vector() {
        return parameters.get("vector").toFloats();
    }
}
