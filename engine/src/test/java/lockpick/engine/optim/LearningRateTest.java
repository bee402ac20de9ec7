package lockpick.engine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateTest {

    private static final double TOLERANCE = 1e-15;

    @Test
    void warmUpRisesToThePeakAlongALineThatStartsAboveZero() {
        LearningRate rate = new LearningRate.Constant(8, 3); // 8 · 1/4, 2/4, 3/4, then 8
        assertRates(rate, 2, 4, 6, 8, 8, 8);
    }

    @Test
    void withoutWarmUpTheFirstStepHasThePeak() {
        assertRates(new LearningRate.Constant(0.5, 0), 0.5, 0.5);
        assertThat(new LearningRate.Linear(0.5, 0, 4).at(0)).isEqualTo(0.5);
        assertThat(new LearningRate.Cosine(0.5, 0, 4).at(0)).isEqualTo(0.5);
    }

    @Test
    void linearFallsToZeroAfterTheLastStep() {
        LearningRate rate = new LearningRate.Linear(12, 2, 6); // 12 · 1/3, 2/3, then 12 · (1 − 0/4, 1/4, 2/4, 3/4), 0
        assertRates(rate, 4, 8, 12, 9, 6, 3, 0, 0);
    }

    @Test
    void cosineFallsAlongHalfAWave() {
        LearningRate rate = new LearningRate.Cosine(12, 2, 6); // 12 · ½(1 + cos 0, π/4, π/2, 3π/4, π)
        double quarter = Math.sqrt(2) / 2;
        assertRates(rate, 4, 8, 12, 6 * (1 + quarter), 6, 6 * (1 - quarter), 0, 0);
    }

    @Test
    void warmUpAsLongAsTheRunOrLongerNeverFalls() {
        assertRates(new LearningRate.Linear(4, 3, 3), 1, 2, 3, 4);
        assertRates(new LearningRate.Cosine(4, 3, 2), 1, 2, 3, 4);
    }

    private static void assertRates(LearningRate rate, double... expected) {
        for (int step = 0; step < expected.length; step++) {
            assertThat(rate.at(step)).as("step %d", step).isCloseTo(expected[step], within(TOLERANCE * 10));
        }
    }
}
