package lockpick.engine.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lockpick.engine.nn.Parameters.Spec;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.Test;

class ParametersTest {

    private static final List<Spec> SPECS =
            List.of(new Spec("norm", 3), new Spec("matrix", 4, 5), new Spec("bias", 17), new Spec("cube", 2, 2, 2));

    @Test
    void matricesComeFirstEachFromA64ByteBoundary() {
        try (Parameters parameters = new Parameters(DType.FLOAT32, Device.CPU, SPECS);
                var scope = TensorScope.open()) {
            parameters.collectGradients();
            // 16 float32 numbers are 64 bytes: matrix 20 -> 32, cube 8 -> 16 | norm 3 -> 16, bias 17 -> 32
            assertThat(parameters.matrixCount()).isEqualTo(48);
            assertThat(parameters.values().count()).isEqualTo(96);
            assertThat(parameters.count()).isEqualTo(20 + 8 + 3 + 17);
            assertStartsAt(0, "matrix", parameters);
            assertStartsAt(32, "cube", parameters);
            assertStartsAt(48, "norm", parameters);
            assertStartsAt(64, "bias", parameters);
        }
    }

    /** A number written into a parameter shows at its place in the whole, and the same for its gradient. */
    private static void assertStartsAt(long start, String name, Parameters parameters) {
        Tensor first = parameters.get(name).detach().view(-1).narrow(0, 0, 1);
        first.copy_(Tensor.of(new float[] {7}, 1));
        assertThat(parameters.values().select(0, start).item()).as(name).isEqualTo(7);
        parameters.gradient(name).view(-1).narrow(0, 0, 1).copy_(Tensor.of(new float[] {8}, 1));
        assertThat(parameters.gradients().select(0, start).item()).as(name).isEqualTo(8);
    }

    @Test
    void namesKeepTheGivenOrderAndShape() {
        try (Parameters parameters = new Parameters(DType.FLOAT64, Device.CPU, SPECS);
                var scope = TensorScope.open()) {
            parameters.collectGradients();
            assertThat(parameters.byName().keySet()).containsExactly("norm", "matrix", "bias", "cube");
            assertThat(parameters.get("cube").shape()).containsExactly(2, 2, 2);
            assertThat(parameters.gradient("matrix").shape()).containsExactly(4, 5);
            assertThat(parameters.values().toDoubles()).containsOnly(0);
        }
    }

    @Test
    void gradientsOfALossLandInTheirPlaceAndAddUp() {
        try (Parameters parameters = new Parameters(DType.FLOAT32, Device.CPU, SPECS);
                var scope = TensorScope.open()) {
            parameters.collectGradients();
            parameters
                    .get("norm")
                    .mul(Tensor.of(new float[] {1, 2, 3}, 3))
                    .sum()
                    .backward();
            parameters.get("norm").sum().backward();

            assertThat(parameters.gradients().narrow(0, 48, 3).toFloats()).containsExactly(2, 3, 4);
            assertThat(parameters.gradients().sum().item()).isEqualTo(9);
        }
    }

    @Test
    void anUnknownNameIsRefused() {
        try (Parameters parameters = new Parameters(DType.FLOAT32, Device.CPU, SPECS)) {
            assertThatThrownBy(() -> parameters.get("head")).hasMessageContaining("no parameter is called head");
        }
    }

    @Test
    void closingFreesEverything() {
        long before = TensorScope.liveTensors();
        new Parameters(DType.FLOAT32, Device.CPU, SPECS).close();
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
    }

    @Test
    void whatLiesBetweenUnwrittenParametersIsZero() {
        try (var scope = TensorScope.open()) {
            Tensor.full(Double.NaN, DType.FLOAT32, 1_000); // the memory to come has been used before
        }
        List<Spec> specs = List.of(new Spec("vector", 17), new Spec("matrix", 5, 187));
        try (Parameters parameters = Parameters.unwritten(DType.FLOAT32, Device.CPU, specs);
                var scope = TensorScope.open()) {
            parameters
                    .byName()
                    .values()
                    .forEach(parameter -> parameter.copy_(Tensor.full(1, DType.FLOAT32, parameter.shape())));
            assertThat(parameters.values().sum().item()).isEqualTo(parameters.count());
        }
    }
}
