package lockpick.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StochasticRoundingTest {

    private static final int COUNT = 100_000;
    private static final double ULP = 1.0 / 128; // of BFLOAT16 from 1 to 2: seven digits behind the point

    @Test
    void roundsToEitherNeighbourTheNearerTheLikelier() {
        for (double share : new double[] {0.01, 0.25, 0.5, 0.9}) {
            double[] rounded = rounded((float) (1 + share * ULP), new Seed(3));

            assertThat(rounded).containsOnly(1, 1 + ULP);
            // The share of those that went up; its standard error is at most 0.5 / √COUNT = 0.0016.
            double up = Arrays.stream(rounded).filter(value -> value > 1).count() / (double) COUNT;
            assertThat(up).isCloseTo(share, within(0.007));
        }
    }

    @Test
    void negativeNumbersRoundLikePositiveOnes() {
        double[] positive = rounded((float) (1 + 0.3 * ULP), new Seed(4));
        double[] negative = rounded((float) -(1 + 0.3 * ULP), new Seed(4));
        assertThat(Arrays.stream(negative).map(value -> -value).toArray()).containsExactly(positive);
    }

    @Test
    void whatABfloat16HoldsStays() {
        for (float held : new float[] {0, 1, -1.5f, 0x1.44p-100f, 0x1.02p100f}) {
            assertThat(rounded(held, new Seed(5))).containsOnly(held);
        }
    }

    @Test
    void theSameSeedGivesTheSameBitsForAnyNumberOfThreads() {
        int threads = Libtorch.threads();
        try {
            Libtorch.setThreads(1);
            double[] alone = rounded(1.001f, new Seed(6));
            Libtorch.setThreads(2);
            assertThat(rounded(1.001f, new Seed(6))).containsExactly(alone);
            assertThat(rounded(1.001f, new Seed(7))).isNotEqualTo(alone);
        } finally {
            Libtorch.setThreads(threads);
        }
    }

    private static double[] rounded(float value, Seed seed) {
        try (var scope = TensorScope.open()) {
            Tensor rounded = Tensor.zeros(DType.BFLOAT16, COUNT);
            StochasticRounding.write(Tensor.full(value, DType.FLOAT32, COUNT), rounded, seed);
            return rounded.toDoubles();
        }
    }
}
