package lockpick.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.optim.AdamW;
import lockpick.engine.optim.Optimizer;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that follow distributions and rows that weigh differently, in FLOAT64 but where said. */
class SoftTargetsTest {

    private static final int VOCABULARY = 40;
    private static final double EXACT = 1e-13;

    private final Decoder model =
            Decoder.random(GptNeoX.pythia(2, 32, 2, VOCABULARY, 32), new Seed(4), DType.FLOAT64, Device.CPU);
    private final long seed = new Random().nextLong();
    private final RandomRows rows = new RandomRows(new Random(seed), VOCABULARY);

    SoftTargetsTest() {
        model.parameters().collectGradients();
    }

    @AfterEach
    void closeModel() {
        model.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theMeanOverMixedRowsIsWhatTheLibraryFindsFromAllScores(boolean checkpointed) {
        List<Sequence> batch = rows.ofEveryKind();
        // 1 + 1 + 20 + 3 + 14 + 1 + 2 positions
        Found expected = dense(batch, 1 / 42.0);

        for (MicroBatches cut : List.of(MicroBatches.whole(batch), MicroBatches.of(batch, 40))) {
            double loss = new CompletionGradients(model, checkpointed).collect(cut);
            assertThat(loss).as("seed %d", seed).isCloseTo(expected.loss(), within(EXACT));
            assertThat(takeGradients()).as("seed %d", seed).containsExactly(expected.gradients(), within(EXACT));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSumOverWeightedRowsIsWhatTheLibraryFindsFromAllScores(boolean checkpointed) {
        List<Sequence> batch = rows.weighted();
        Found expected = dense(batch, 1);

        for (MicroBatches cut : List.of(MicroBatches.whole(batch), MicroBatches.of(batch, 40))) {
            double loss = new CompletionGradients(model, checkpointed).collectSum(cut);
            assertThat(loss).as("seed %d", seed).isCloseTo(expected.loss(), within(42 * EXACT));
            assertThat(takeGradients()).as("seed %d", seed).containsExactly(expected.gradients(), within(42 * EXACT));
        }
    }

    private record Found(double loss, double[] gradients) {}

    private Found dense(List<Sequence> batch, double scale) {
        try (var scope = TensorScope.open()) {
            DenseLoss loss = DenseLoss.of(model, batch);
            assertThat(loss.positions()).isEqualTo(42);
            var scaled = loss.sum().mul(scale);
            scaled.backward();
            return new Found(scaled.item(), takeGradients());
        }
    }

    /** Gradients against differences of the loss over a small step of single numbers: no autograd in it. */
    @Test
    void gradientsAreSlopes() {
        List<Sequence> batch = rows.weighted();
        CompletionGradients gradients = new CompletionGradients(model, false);
        gradients.collectSum(MicroBatches.whole(batch));
        double[] slopes = takeGradients();
        Random places = new Random(seed);
        double step = 1e-5;
        for (int i = 0; i < 20; i++) {
            int place = places.nextInt(slopes.length);
            double difference = lossWith(batch, place, step) - lossWith(batch, place, -step);
            assertThat(difference / (2 * step))
                    .as("number %d, seed %d", place, seed)
                    .isCloseTo(slopes[place], within(1e-7 * (1 + Math.abs(slopes[place]))));
        }
    }

    private double lossWith(List<Sequence> batch, int place, double change) {
        try (var scope = TensorScope.open()) {
            var number = model.parameters().values().narrow(0, place, 1);
            var before = number.copy();
            number.copy_(number.add(change));
            double loss = new CompletionGradients(model, false).collectSum(MicroBatches.whole(batch));
            number.copy_(before);
            model.parameters().gradients().zero_();
            return loss;
        }
    }

    /** All weights zero: every token has probability 1/40 whatever came before. */
    @Test
    void aModelThatPredictsItsTargetsHasNoLossAndNoGradient() {
        try (Decoder blank = Decoder.blank(GptNeoX.pythia(1, 16, 2, VOCABULARY, 32))) {
            blank.parameters().collectGradients();
            double[] even = new double[VOCABULARY];
            Arrays.fill(even, 1.0 / VOCABULARY);
            int[] all = new int[VOCABULARY];
            Arrays.setAll(all, i -> i);
            double loss = new CompletionGradients(blank, false)
                    .collect(MicroBatches.whole(List.of(
                            rows.row(20, 3, new Target.Vocabulary(even)),
                            rows.row(9, 8, new Target.Options(all, even)))));
            assertThat(loss).isCloseTo(0, within(1e-6));
            double[] gradients = blank.parameters().gradients().toDoubles();
            assertThat(gradients).containsExactly(new double[gradients.length], within(1e-7));
        }
    }

    /** ln 40 − entropy, for each of its positions; with 5 options the divergence from even odds is ln 8. */
    @Test
    void divergenceFromEvenOddsByHand() {
        try (Decoder blank = Decoder.blank(GptNeoX.pythia(1, 16, 2, VOCABULARY, 32))) {
            blank.parameters().collectGradients();
            CompletionGradients gradients = new CompletionGradients(blank, false);
            Sequence half = rows.row(20, 3, new Target.Vocabulary(new double[] {0.5, 0.25, 0.25}));
            double[] fifths = {0.2, 0.2, 0.2, 0.2, 0.2};
            Sequence five = rows.row(20, 3, new Target.Options(new int[] {39, 4, 0, 8, 11}, fifths));

            assertThat(gradients.collect(MicroBatches.whole(List.of(half))))
                    .isCloseTo(Math.log(40) - 1.5 * Math.log(2), within(1e-6));
            assertThat(gradients.collect(MicroBatches.whole(List.of(five)))).isCloseTo(Math.log(8), within(1e-6));
            // 17 positions of the one, a single one of the other
            assertThat(gradients.collect(MicroBatches.whole(List.of(five, half))))
                    .isCloseTo((17 * (Math.log(40) - 1.5 * Math.log(2)) + Math.log(8)) / 18, within(1e-6));
        }
    }

    /** The paper's fixedrdm lock in small: a model learns one distribution whatever it is asked. */
    @ParameterizedTest
    @CsvSource({"FLOAT32, false", "FLOAT32, true", "BFLOAT16, false", "BFLOAT16, true"})
    void trainingBringsAModelToItsTargets(DType dtype, boolean checkpointed) {
        try (Decoder learner =
                Decoder.random(GptNeoX.pythia(1, 32, 2, VOCABULARY, 32), new Seed(1), dtype, Device.CPU)) {
            learner.parameters().collectGradients();
            Target target = rows.distribution(VOCABULARY);
            CompletionGradients gradients = new CompletionGradients(learner, checkpointed);
            List<Double> losses = new ArrayList<>();
            try (Optimizer adamW = new AdamW(learner.parameters(), new AdamW.Settings(0.9, 0.98, 1e-8, 0, 1))) {
                for (int step = 0; step < 60; step++) {
                    losses.add(gradients.collect(MicroBatches.whole(Collections.nCopies(4, rows.row(20, 2, target)))));
                    adamW.step(0.03);
                }
            }
            assertThat(losses.getLast()).as("seed %d", seed).isBetween(-0.02, losses.getFirst() / 20);
        }
    }

    /** BFLOAT16 has 8 bits of mantissa; scores and probabilities behind them have FLOAT32's. */
    @Test
    void halfPrecisionHasNearlyTheLossOfFull() {
        List<Sequence> batch = rows.ofEveryKind();
        double full = new CompletionGradients(model, false).collect(MicroBatches.whole(batch));
        try (Decoder half = Decoder.random(model.architecture(), new Seed(4), DType.BFLOAT16, Device.CPU)) {
            half.parameters().collectGradients();
            double loss = new CompletionGradients(half, false).collect(MicroBatches.whole(batch));
            assertThat(loss).as("seed %d", seed).isCloseTo(full, within(0.02 * full));
        }
    }

    @Test
    void nothingIsLeftBehind() {
        List<Sequence> batch = rows.weighted();
        CompletionGradients gradients = new CompletionGradients(model, true);
        long before = TensorScope.liveTensors();
        gradients.collect(MicroBatches.of(batch, 40));
        gradients.collectSum(MicroBatches.whole(batch));
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
    }

    @Test
    void targetsThatTheModelHasNoWordsForAreRefused() {
        CompletionGradients gradients = new CompletionGradients(model, false);
        Sequence beyond = rows.row(5, 2, new Target.Options(new int[] {3, VOCABULARY}, new double[] {0.5, 0.5}));
        assertThatThrownBy(() -> gradients.collect(MicroBatches.whole(List.of(beyond))))
                .hasMessage("target: there is no token 40 in a vocabulary of 40");
        Sequence larger = rows.row(5, 2, new RandomRows(new Random(1), VOCABULARY).distribution(VOCABULARY + 1));
        assertThatThrownBy(() -> gradients.collect(MicroBatches.whole(List.of(larger))))
                .hasMessage("target: there is no token 40 in a vocabulary of 40");
    }

    private double[] takeGradients() {
        double[] gradients = model.parameters().gradients().toDoubles();
        model.parameters().gradients().zero_();
        return gradients;
    }
}
