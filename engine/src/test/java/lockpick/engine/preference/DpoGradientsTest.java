package lockpick.engine.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import lockpick.engine.generate.Scorer;
import lockpick.engine.loss.CompletionGradients;
import lockpick.engine.loss.MicroBatches;
import lockpick.engine.loss.Sequence;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.optim.AdamW;
import lockpick.engine.optim.DivergedException;
import lockpick.engine.optim.Optimizer;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights and gradients are FLOAT64 but where said; scores have FLOAT32's digits. */
class DpoGradientsTest {

    private static final int VOCABULARY = 40;

    private final Decoder model =
            Decoder.random(GptNeoX.pythia(2, 32, 2, VOCABULARY, 32), new Seed(4), DType.FLOAT64, Device.CPU);
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final DpoGradients dpo = dpo(model, false);

    DpoGradientsTest() {
        model.parameters().collectGradients();
    }

    @AfterEach
    void closeModel() {
        model.close();
    }

    private static DpoGradients dpo(Decoder model, boolean checkpointed) {
        return new DpoGradients(
                new CompletionGradients(model, checkpointed), new Scorer(model, 8), new DpoLoss(0.7, 0.1));
    }

    /** Along the gradient the loss grows as fast as the gradient is long; scores let a difference of 1e-3 be good to 1e-3. */
    @Test
    void theGradientIsTheSlopeOfTheLoss() {
        List<PreferencePair> pairs = pairs(3);
        dpo.collect(pairs, MicroBatches::whole);
        double[] gradient = takeGradients();
        double length = Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
        double step = 1e-3 / length;
        double difference = lossAlong(pairs, gradient, step / length) - lossAlong(pairs, gradient, -step / length);
        assertThat(difference / (2 * step)).as("seed %d", seed).isCloseTo(length, within(5e-3 * length));
    }

    private double lossAlong(List<PreferencePair> pairs, double[] direction, double step) {
        try (var scope = TensorScope.open()) {
            Tensor values = model.parameters().values();
            Tensor before = values.copy();
            values.add_(Tensor.of(direction, direction.length), step);
            double loss = dpo.evaluate(pairs).loss();
            values.copy_(before);
            return loss;
        }
    }

    @Test
    void partsAndCheckpointingChangeNothing() {
        List<PreferencePair> pairs = pairs(5);
        double loss = dpo.collect(pairs, MicroBatches::whole).loss();
        double[] whole = takeGradients();
        for (boolean checkpointed : new boolean[] {false, true}) {
            BatchLoss inParts = dpo(model, checkpointed).collect(pairs, rows -> MicroBatches.of(rows, 40));
            assertThat(inParts.loss()).isEqualTo(loss);
            assertThat(takeGradients()).as("seed %d", seed).containsExactly(whole, within(1e-13));
        }
    }

    /** A pair of weight 0 teaches nothing, but is one of the pairs that the mean is over. */
    @Test
    void pairsThatWeighNothingOnlyCount() {
        List<PreferencePair> pairs = pairs(2);
        BatchLoss two = dpo.collect(pairs, MicroBatches::whole);
        double[] gradients = takeGradients();
        PreferencePair first = pairs.getFirst();
        PreferencePair idle = new PreferencePair(first.chosen(), first.rejected(), -1, -2, 0);

        BatchLoss four = dpo.collect(List.of(idle, pairs.getFirst(), pairs.getLast(), idle), MicroBatches::whole);
        assertThat(four.loss()).isCloseTo(two.loss() / 2, within(1e-12));
        assertThat(Arrays.stream(takeGradients()).map(g -> 2 * g).toArray())
                .as("seed %d", seed)
                .containsExactly(gradients, within(1e-13));

        dpo.collect(List.of(idle), MicroBatches::whole);
        assertThat(takeGradients()).containsOnly(0);
    }

    @Test
    void aPolicyThatHasLostItsNumbersIsNotLearntFrom() {
        List<PreferencePair> pairs = pairs(2);
        try (var scope = TensorScope.open()) {
            model.parameters().values().mul_(Double.NaN);
        }
        assertThatThrownBy(() -> dpo.collect(pairs, MicroBatches::whole))
                .isInstanceOf(DivergedException.class)
                .hasMessage(
                        "dpo: the loss of a batch is NaN, so nothing was learnt from it and the weights are those of"
                                + " the step before; lower the learning rate");
        assertThat(takeGradients()).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, false", "FLOAT32, true", "BFLOAT16, true"})
    void trainingTurnsAModelToTheChosenCompletions(DType dtype, boolean checkpointed) {
        try (Decoder learner =
                Decoder.random(GptNeoX.pythia(2, 32, 2, VOCABULARY, 32), new Seed(4), dtype, Device.CPU)) {
            learner.parameters().collectGradients();
            DpoGradients gradients = dpo(learner, checkpointed);
            List<PreferencePair> pairs = pairs(4).stream()
                    .map(pair -> referredTo(gradients.scorer(), pair))
                    .toList();
            assertThat(gradients.evaluate(pairs).margin()).isZero();
            long before = TensorScope.liveTensors();
            try (Optimizer adamW = new AdamW(learner.parameters(), new AdamW.Settings(0.9, 0.98, 1e-8, 0, 1))) {
                for (int step = 0; step < 20; step++) {
                    gradients.collect(pairs, rows -> MicroBatches.of(rows, 60));
                    adamW.step(3e-3);
                }
            }
            assertThat(TensorScope.liveTensors()).isEqualTo(before);
            assertThat(gradients.evaluate(pairs).margin()).as("seed %d", seed).isGreaterThan(1);
            assertThat(gradients.evaluate(pairs).accuracy()).as("seed %d", seed).isOne();
        }
    }

    private static PreferencePair referredTo(Scorer scorer, PreferencePair pair) {
        return new PreferencePair(
                pair.chosen(),
                pair.rejected(),
                scorer.score(List.of(pair.chosen())).getFirst().sum(),
                scorer.score(List.of(pair.rejected())).getFirst().sum());
    }

    /** Random pairs of a prompt with weights up to 2, whose references are within a few nats of the model. */
    private List<PreferencePair> pairs(int count) {
        List<PreferencePair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] prompt = tokens(1 + random.nextInt(10));
            Sequence chosen = row(prompt, tokens(1 + random.nextInt(15)));
            Sequence rejected = row(prompt, tokens(1 + random.nextInt(15)));
            pairs.add(new PreferencePair(
                    chosen, rejected, reference(chosen), reference(rejected), random.nextDouble(0.1, 2)));
        }
        return pairs;
    }

    private double reference(Sequence row) {
        return -Math.log(VOCABULARY) * row.targets() + random.nextDouble(-1, 1);
    }

    private int[] tokens(int count) {
        return random.ints(count, 0, VOCABULARY).toArray();
    }

    private static Sequence row(int[] prompt, int[] completion) {
        int[] tokens = Arrays.copyOf(prompt, prompt.length + completion.length);
        System.arraycopy(completion, 0, tokens, prompt.length, completion.length);
        return new Sequence(tokens, prompt.length);
    }

    private double[] takeGradients() {
        double[] gradients = model.parameters().gradients().toDoubles();
        model.parameters().gradients().zero_();
        return gradients;
    }
}
