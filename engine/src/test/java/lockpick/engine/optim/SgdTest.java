package lockpick.engine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import lockpick.engine.nn.Parameters;
import lockpick.engine.nn.Parameters.Spec;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SgdTest {

    private final Parameters parameters = new Parameters(DType.FLOAT64, Device.CPU, List.of(new Spec("vector", 2)));

    @AfterEach
    void closeParameters() {
        parameters.close();
    }

    @Test
    void eachNumberMovesAgainstItsGradient() {
        try (Optimizer optimizer = new Sgd(parameters, 0, new Seed(0))) {
            give(3, -4);
            assertThat(optimizer.step(0.1)).isEqualTo(5); // √(3² + 4²)
            assertThat(values()).containsExactly(new double[] {-0.3, 0.4}, within(1e-15));
            // gradients are zeroed, and nothing of them is kept
            assertThat(optimizer.step(0.1)).isZero();
            assertThat(values()).containsExactly(new double[] {-0.3, 0.4}, within(1e-15));
            assertThat(optimizer.steps()).isEqualTo(2);
            assertThat(optimizer.state()).isEmpty();
        }
    }

    @Test
    void gradientsLongerThanTheLimitAreScaledDownToIt() {
        try (Optimizer optimizer = new Sgd(parameters, 1, new Seed(0))) {
            give(3, -4);
            optimizer.step(0.1); // 0.1 · (3, −4) / 5
            assertThat(values()).containsExactly(new double[] {-0.06, 0.08}, within(1e-7));
        }
    }

    @Test
    void aRefusedStepChangesNothing() {
        try (Optimizer optimizer = new Sgd(parameters, 1, new Seed(0))) {
            give(Double.NaN, 1);
            assertThatThrownBy(() -> optimizer.step(0.1)).isInstanceOf(DivergedException.class);
            assertThat(values()).containsExactly(0, 0);
        }
    }

    private void give(double... gradient) {
        parameters.collectGradients();
        try (var scope = TensorScope.open()) {
            parameters.gradient("vector").copy_(Tensor.of(gradient, 2));
        }
    }

    private double[] values() {
        return parameters.get("vector").toDoubles();
    }
}
