package lockpick.engine.policygradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import lockpick.engine.generate.Scorer;
import lockpick.engine.generate.Scorer.Score;
import lockpick.engine.loss.CompletionGradients;
import lockpick.engine.loss.MicroBatches;
import lockpick.engine.loss.Sequence;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.optim.DivergedException;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Weights and gradients are FLOAT64; scores have FLOAT32's digits. */
class GrpoGradientsTest {

    private static final int VOCABULARY = 40;

    private final Decoder model =
            Decoder.random(GptNeoX.pythia(2, 32, 2, VOCABULARY, 32), new Seed(4), DType.FLOAT64, Device.CPU);
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Scorer scorer = new Scorer(model, 8);
    private final GrpoGradients grpo =
            new GrpoGradients(new CompletionGradients(model, false), scorer, new GrpoLoss(0.2, 0.3));

    GrpoGradientsTest() {
        model.parameters().collectGradients();
    }

    @AfterEach
    void closeModel() {
        model.close();
    }

    /** A completion of one token and one of two; advantages 2 and −1; the policy is the one that drew them. */
    @Test
    void lossAndSharesByHand() {
        Sequence one = new Sequence(new int[] {1, 2}, 1);
        Sequence two = new Sequence(new int[] {3, 4, 5}, 1);
        float[] before = scorer.score(List.of(two)).getFirst().logProbs();
        Score halfAsLikely = new Score(new float[] {before[0] + (float) Math.log(2), before[1]});
        GrpoBatch batch = grpo.evaluate(List.of(
                new SampledRow(one, 2, scorer.score(List.of(one)).getFirst(), Optional.empty()),
                new SampledRow(two, -1, halfAsLikely, Optional.of(new Score(before)))));
        // ½ · (−2) + ½ · ½ · (0.8 + 1)
        assertThat(batch.loss()).isCloseTo(-1 + 0.45, within(1e-6));
        assertThat(batch.clippedShare()).isEqualTo(0.25);
        assertThat(batch.kl()).isZero();
    }

    /** Along the gradient the loss grows as fast as the gradient is long; scores let a difference of 1e-3 be good to 1e-3. */
    @Test
    void theGradientIsTheSlopeOfTheLoss() {
        List<SampledRow> rows = rows(6);
        grpo.collect(rows, MicroBatches::whole);
        double[] gradient = takeGradients();
        double length = Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
        double step = 1e-3 / length;
        double difference = lossAlong(rows, gradient, step / length) - lossAlong(rows, gradient, -step / length);
        assertThat(difference / (2 * step)).as("seed %d", seed).isCloseTo(length, within(1e-2 * length));
    }

    private double lossAlong(List<SampledRow> rows, double[] direction, double step) {
        try (var scope = TensorScope.open()) {
            Tensor values = model.parameters().values();
            Tensor before = values.copy();
            values.add_(Tensor.of(direction, direction.length), step);
            double loss = grpo.evaluate(rows).loss();
            values.copy_(before);
            return loss;
        }
    }

    /** Where the policy is still the one that drew the completions, GRPO is REINFORCE with a baseline. */
    @Test
    void theFirstStepIsThatOfWeighedLogProbabilities() {
        List<SampledRow> rows = rows(4).stream()
                .map(row -> new SampledRow(
                        row.row(),
                        row.advantage(),
                        scorer.score(List.of(row.row())).getFirst(),
                        Optional.empty()))
                .toList();
        grpo.collect(rows, MicroBatches::whole);
        double[] gradients = takeGradients();
        new CompletionGradients(model, false)
                .collectSum(MicroBatches.whole(rows.stream()
                        .map(row -> row.row()
                                .weighted(row.advantage() / 4 / row.row().targets()))
                        .toList()));
        assertThat(takeGradients()).as("seed %d", seed).containsExactly(gradients, within(1e-12));
    }

    @Test
    void partsAndCheckpointingChangeNothing() {
        List<SampledRow> rows = rows(7);
        GrpoBatch batch = grpo.collect(rows, MicroBatches::whole);
        double[] whole = takeGradients();
        for (boolean checkpointed : new boolean[] {false, true}) {
            GrpoGradients inParts =
                    new GrpoGradients(new CompletionGradients(model, checkpointed), scorer, grpo.loss());
            assertThat(inParts.collect(rows, all -> MicroBatches.of(all, 40))).isEqualTo(batch);
            assertThat(takeGradients()).as("seed %d", seed).containsExactly(whole, within(1e-13));
        }
    }

    @Test
    void whatIsNoBetterThanOthersOnlyCounts() {
        SampledRow row = rows(1).getFirst();
        SampledRow better = new SampledRow(row.row(), 1, row.before(), Optional.empty());
        SampledRow idle = new SampledRow(row.row(), 0, row.before(), Optional.empty());
        grpo.collect(List.of(better), MicroBatches::whole);
        double[] alone = takeGradients();
        grpo.collect(List.of(idle, better), MicroBatches::whole);
        assertThat(Arrays.stream(takeGradients()).map(g -> 2 * g).toArray()).containsExactly(alone, within(1e-13));
        grpo.collect(List.of(idle), MicroBatches::whole);
        assertThat(takeGradients()).containsOnly(0);
    }

    @Test
    void aPolicyThatHasLostItsNumbersIsNotLearntFrom() {
        List<SampledRow> rows = rows(2);
        try (var scope = TensorScope.open()) {
            model.parameters().values().mul_(Double.NaN);
        }
        assertThatThrownBy(() -> grpo.collect(rows, MicroBatches::whole))
                .isInstanceOf(DivergedException.class)
                .hasMessage(
                        "grpo: the loss of a batch is NaN, so nothing was learnt from it and the weights are those of"
                                + " the step before; lower the learning rate");
        assertThat(takeGradients()).containsOnly(0);
    }

    @Test
    void nothingIsLeftBehind() {
        List<SampledRow> rows = rows(3);
        long before = TensorScope.liveTensors();
        grpo.collect(rows, all -> MicroBatches.of(all, 40));
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
    }

    /** Random completions, with log-probabilities before and of a reference within half a nat of the model's. */
    private List<SampledRow> rows(int count) {
        List<SampledRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int prompt = 1 + random.nextInt(10);
            int completion = 1 + random.nextInt(12);
            Sequence row =
                    new Sequence(random.ints(prompt + completion, 0, VOCABULARY).toArray(), prompt);
            float[] logProbs = scorer.score(List.of(row)).getFirst().logProbs();
            rows.add(new SampledRow(row, random.nextGaussian(), near(logProbs), Optional.of(near(logProbs))));
        }
        return rows;
    }

    /** Never within a hundredth of a bound of the clip, where the loss has a corner. */
    private Score near(float[] logProbs) {
        float[] moved = logProbs.clone();
        for (int t = 0; t < moved.length; t++) {
            double ratio;
            do {
                ratio = Math.exp(random.nextDouble(-0.5, 0.5));
            } while (Math.abs(ratio - 1.2) < 0.01 || Math.abs(ratio - 0.8) < 0.01);
            moved[t] -= (float) Math.log(ratio);
        }
        return new Score(moved);
    }

    private double[] takeGradients() {
        double[] gradients = model.parameters().gradients().toDoubles();
        model.parameters().gradients().zero_();
        return gradients;
    }
}
