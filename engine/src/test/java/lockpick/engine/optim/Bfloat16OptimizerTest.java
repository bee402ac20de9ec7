package lockpick.engine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lockpick.engine.nn.Parameters;
import lockpick.engine.nn.Parameters.Spec;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps that are far smaller than the distance between BFLOAT16 numbers move the weights as far as they ought to. */
class Bfloat16OptimizerTest {

    private static final int NUMBERS = 4096;
    private static final int STEPS = 100;
    private static final double LEARNING_RATE = 1e-6;

    /** Makes an optimizer without weight decay. */
    private interface Making {
        Optimizer of(Parameters parameters, WeightRounding rounding, Seed seed);
    }

    static Stream<Named<Making>> optimizers() {
        return Stream.of(
                Named.of(
                        "Lion",
                        (parameters, rounding, seed) ->
                                new Lion(parameters, new Lion.Settings(0.9, 0.99, 0, 0), rounding, seed)),
                Named.of(
                        "AdamW",
                        (parameters, rounding, seed) ->
                                new AdamW(parameters, new AdamW.Settings(0.9, 0.95, 1e-8, 0, 0), rounding, seed)));
    }

    /** Both move each number by the learning rate where all gradients are equal: 100 steps, 1e-4 in all. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("optimizers")
    void tinyStepsArriveInTheMean(Making making) {
        double mean = Arrays.stream(trained(DType.BFLOAT16, making, WeightRounding.STOCHASTIC, new Seed(1)))
                .average()
                .orElseThrow();
        // Neighbours are 2^-13 apart, and 1e-4 is 0.82 of that: standard error 2^-13 · √(0.82 · 0.18 / 4096) = 7e-7.
        assertThat(start() - mean).isCloseTo(STEPS * LEARNING_RATE, within(3e-6));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("optimizers")
    void masterWeightsAreThoseOfAFloat32Run(Making making) {
        double[] exact = trained(DType.FLOAT32, making, WeightRounding.STOCHASTIC, new Seed(1));
        double[] master = trained(DType.BFLOAT16, making, WeightRounding.MASTER_WEIGHTS, new Seed(1));
        double half = Math.pow(2, -14);
        assertThat(master).containsExactly(exact, within(half));
        assertThat(master[0]).isLessThan(start()); // 1e-4 is more than half of the distance
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("optimizers")
    void theSameSeedGivesTheSameBits(Making making) {
        double[] first = trained(DType.BFLOAT16, making, WeightRounding.STOCHASTIC, new Seed(2));
        assertThat(trained(DType.BFLOAT16, making, WeightRounding.STOCHASTIC, new Seed(2)))
                .containsExactly(first);
        assertThat(trained(DType.BFLOAT16, making, WeightRounding.STOCHASTIC, new Seed(3)))
                .isNotEqualTo(first);
    }

    private static double[] trained(DType dtype, Making making, WeightRounding rounding, Seed seed) {
        try (var scope = TensorScope.open();
                Parameters parameters = new Parameters(dtype, Device.CPU, List.of(new Spec("matrix", 1, NUMBERS)))) {
            parameters.values().copy_(Tensor.full(start(), dtype, NUMBERS));
            try (Optimizer optimizer = making.of(parameters, rounding, seed)) {
                for (int step = 0; step < STEPS; step++) {
                    parameters.gradients().copy_(Tensor.full(0.5, dtype, NUMBERS));
                    optimizer.step(LEARNING_RATE);
                }
            }
            return parameters.values().toDoubles();
        }
    }

    /** The BFLOAT16 number nearest to 0.02, where neighbours are 2^-13 apart. */
    private static double start() {
        try (var scope = TensorScope.open()) {
            return Tensor.full(0.02, DType.BFLOAT16).item();
        }
    }
}
