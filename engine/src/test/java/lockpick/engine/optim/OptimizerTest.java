package lockpick.engine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import lockpick.engine.nn.Parameters;
import lockpick.engine.nn.Parameters.Spec;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What optimizers have in common. */
class OptimizerTest {

    private static final double DECAY = 0.1;

    static Stream<Arguments> optimizers() {
        return Stream.of(
                Arguments.of(
                        "Lion", making(parameters -> new Lion(parameters, new Lion.Settings(0.9, 0.99, DECAY, 0)))),
                Arguments.of(
                        "AdamW",
                        making(parameters -> new AdamW(parameters, new AdamW.Settings(0.9, 0.95, 1e-8, DECAY, 0)))));
    }

    /** Without and with a limit of 1. */
    static Stream<Arguments> clippingOptimizers() {
        return Stream.of(
                Arguments.of("Lion", lion(0), lion(1)),
                Arguments.of("AdamW", adamWOfEpsilonOne(0), adamWOfEpsilonOne(1)));
    }

    private static Function<Parameters, Optimizer> lion(double clipNorm) {
        return parameters -> new Lion(parameters, new Lion.Settings(0.9, 0.99, 0, clipNorm));
    }

    /** Adam hardly sees the size of gradients, unless epsilon is of their size. */
    private static Function<Parameters, Optimizer> adamWOfEpsilonOne(double clipNorm) {
        return parameters -> new AdamW(parameters, new AdamW.Settings(0.9, 0.95, 1, 0, clipNorm));
    }

    private static Function<Parameters, Optimizer> making(Function<Parameters, Optimizer> optimizer) {
        return optimizer;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("optimizers")
    void matricesDecayAndVectorsDoNot(String name, Function<Parameters, Optimizer> making) {
        try (var scope = TensorScope.open();
                Parameters parameters = ones(DType.FLOAT64);
                Optimizer optimizer = making.apply(parameters)) {
            optimizer.step(0.5); // no gradient: decay alone moves anything

            assertThat(parameters.get("matrix").toDoubles()).containsExactly(row(6, 1 - 0.5 * DECAY), within(1e-15));
            assertThat(parameters.get("vector").toDoubles()).containsExactly(row(3, 1), within(0.0));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("optimizers")
    void aStepReturnsTheNormAndZeroesTheGradients(String name, Function<Parameters, Optimizer> making) {
        try (var scope = TensorScope.open();
                Parameters parameters = ones(DType.FLOAT32);
                Optimizer optimizer = making.apply(parameters)) {
            parameters.gradient("matrix").select(0, 0).select(0, 1).copy_(Tensor.of(new float[] {3}));
            parameters.gradient("vector").select(0, 2).copy_(Tensor.of(new float[] {-4}));

            assertThat(optimizer.step(0.1)).isEqualTo(5); // √(3² + 4²)
            assertThat(parameters.gradients().norm().item()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("optimizers")
    void aRefusedStepChangesNothing(String name, Function<Parameters, Optimizer> making) {
        try (var scope = TensorScope.open();
                Parameters parameters = ones(DType.FLOAT32);
                Optimizer optimizer = making.apply(parameters)) {
            optimizer.step(0.1);
            double[] before = parameters.values().toDoubles();
            parameters.gradient("vector").select(0, 2).copy_(Tensor.of(new float[] {Float.NaN}));

            assertThatThrownBy(() -> optimizer.step(0.1))
                    .isInstanceOf(DivergedException.class)
                    .hasMessageStartingWith("step 2:");
            assertThat(parameters.values().toDoubles()).containsExactly(before);
        }
    }

    /**
     * A clipped run ends where an unclipped one does whose gradients were scaled by hand. The fused AdamW takes its
     * divisor in float32, even for float64 parameters.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("clippingOptimizers")
    void gradientsLongerThanTheLimitAreScaledDownToIt(
            String name, Function<Parameters, Optimizer> free, Function<Parameters, Optimizer> limited) {
        double share = 1 / (5 + 1e-6);
        // Lion's second step: 0.9 · 0.01 · (0.6, −0.8) + 0.1 · (−0.05, 0.08) = (0.0004, 0.0008). With a first gradient
        // clipped harder the one sign turns, with one clipped less the other.
        double[] clipped = twoSteps(limited, 3, -4, -0.05, 0.08);
        double[] byHand = twoSteps(free, 3 * share, -4 * share, -0.05, 0.08);

        assertThat(clipped).containsExactly(byHand, within(1e-8));
    }

    private static double[] twoSteps(Function<Parameters, Optimizer> making, double... gradients) {
        try (var scope = TensorScope.open();
                Parameters parameters = ones(DType.FLOAT64);
                Optimizer optimizer = making.apply(parameters)) {
            for (int step = 0; step < 2; step++) {
                parameters.gradient("matrix").select(0, 0).select(0, 1).copy_(Tensor.of(new double[] {
                    gradients[2 * step]
                }));
                parameters.gradient("vector").select(0, 2).copy_(Tensor.of(new double[] {gradients[2 * step + 1]}));
                optimizer.step(0.01);
            }
            return parameters.values().toDoubles();
        }
    }

    /**
     * Gradients 4, then 0, with both betas ½ and rate 1. Step 1: m = 2, v = 8, corrected 4 and 16: 1 − 4/√16 = 0. Step 2: m = 1,
     * v = 4, corrected 4/3 and 16/3. The largest v is 8, corrected 32/3.
     */
    @ParameterizedTest
    @CsvSource({"false, 5.333333333333333", "true, 10.666666666666666"})
    void amsgradDividesByTheLargestMeanSquareSoFar(boolean amsgrad, double corrected) {
        try (var scope = TensorScope.open();
                Parameters parameters = ones(DType.FLOAT64);
                Optimizer optimizer = new AdamW(parameters, new AdamW.Settings(0.5, 0.5, 0, 0, 0, amsgrad))) {
            parameters
                    .gradients()
                    .copy_(Tensor.full(4, DType.FLOAT64, parameters.values().count()));
            optimizer.step(1);
            assertThat(parameters.get("vector").toDoubles()).containsExactly(row(3, 0), within(1e-12));
            optimizer.step(1);
            assertThat(parameters.get("vector").toDoubles())
                    .containsExactly(row(3, -4.0 / 3 / Math.sqrt(corrected)), within(1e-12));
            assertThat(optimizer.state()).hasSize(amsgrad ? 3 : 2);
        }
    }

    private static Parameters ones(DType dtype) {
        Parameters parameters =
                new Parameters(dtype, Device.CPU, List.of(new Spec("vector", 3), new Spec("matrix", 2, 3)));
        parameters.get("matrix").detach().copy_(Tensor.full(1, dtype, 2, 3));
        parameters.get("vector").detach().copy_(Tensor.full(1, dtype, 3));
        return parameters;
    }

    private static double[] row(int count, double value) {
        double[] row = new double[count];
        java.util.Arrays.fill(row, value);
        return row;
    }
}
