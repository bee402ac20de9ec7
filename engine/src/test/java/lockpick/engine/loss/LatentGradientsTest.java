package lockpick.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.nn.Attention;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LatentGradientsTest {

    private static final int VOCABULARY = 40;
    private static final int LAYERS = 1;
    private static final double RADIUS = 0.5;
    private static final int[] PROMPTS = {8, 3, 5};

    private final Decoder model =
            Decoder.random(GptNeoX.pythia(2, 32, 2, VOCABULARY, 32), new Seed(4), DType.FLOAT64, Device.CPU);
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final List<Sequence> adversary = Arrays.stream(PROMPTS)
            .mapToObj(prompt -> completed(random.ints(prompt, 0, VOCABULARY).toArray(), 4))
            .toList();
    private final List<Sequence> wanted = adversary.stream()
            .map(row -> completed(Arrays.copyOf(row.tokens(), row.completionStart()), 6))
            .toList();

    LatentGradientsTest() {
        model.parameters().collectGradients();
    }

    @AfterEach
    void closeModel() {
        model.close();
    }

    @Test
    void thePushMakesTheAdversarysCompletionsLikelier() {
        double before = loss(adversary, Tensors.NONE);
        for (int steps : new int[] {1, 8}) {
            assertThat(loss(adversary, search(steps))).as("seed %d", seed).isLessThan(before);
        }
    }

    @Test
    void noPushIsLongerThanItsShareOfTheHiddenState() {
        double[][][] push = search(4);
        for (int row = 0; row < PROMPTS.length; row++) {
            for (int t = 0; t < push[row].length; t++) {
                double length = length(push[row][t]);
                if (t >= PROMPTS[row]) {
                    assertThat(length).isZero();
                } else {
                    double own = length(behind(adversary.get(row))[t]);
                    // the first step alone goes 2.5 / 4 of the way; four of them in about one direction reach the limit
                    assertThat(length / own).as("seed %d", seed).isBetween(0.1 * RADIUS, RADIUS * (1 + 1e-12));
                }
            }
        }
    }

    /** Of the wanted completions under the push that was found, as a constant. */
    @Test
    void gradientsAreTheSlopesOfTheLossUnderThePush() {
        double[][][] push = search(3);
        double value;
        double[] added;
        try (LatentGradients gradients = new LatentGradients(model, LAYERS, RADIUS, 3)) {
            model.parameters().gradients().zero_();
            value = gradients.collect(adversary, wanted, 0.7);
            added = model.parameters().gradients().toDoubles();
        }
        assertThat(value).as("seed %d", seed).isCloseTo(0.7 * loss(wanted, push), within(1e-11));
        double[] direction = random.doubles(added.length, -1, 1).toArray();
        double length = length(direction);
        try (var scope = TensorScope.open()) {
            Tensor along =
                    Tensor.of(Arrays.stream(direction).map(x -> x / length).toArray(), added.length);
            double step = 1e-5;
            model.parameters().values().add_(along, step);
            double above = loss(wanted, push);
            model.parameters().values().add_(along, -2 * step);
            double below = loss(wanted, push);
            double slope = IntStream.range(0, added.length)
                    .mapToDouble(i -> added[i] * direction[i] / length)
                    .sum();
            assertThat(slope).as("seed %d", seed).isCloseTo(0.7 * (above - below) / (2 * step), within(1e-6));
        }
    }

    @Test
    void theSearchLeavesTheGradientsAtHandAlone() {
        new CompletionGradients(model, false).collect(MicroBatches.whole(wanted));
        double[] before = model.parameters().gradients().toDoubles();
        search(3);
        assertThat(model.parameters().gradients().toDoubles()).isEqualTo(before);
    }

    @Test
    void nothingIsLeftBehind() {
        long before = TensorScope.liveTensors();
        try (LatentGradients gradients = new LatentGradients(model, LAYERS, RADIUS, 3)) {
            gradients.collect(adversary, wanted, 1);
            long held = TensorScope.liveTensors();
            gradients.collect(adversary, wanted, 1);
            assertThat(TensorScope.liveTensors()).isEqualTo(held);
        }
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
    }

    private double[][][] search(int steps) {
        try (LatentGradients gradients = new LatentGradients(model, LAYERS, RADIUS, steps);
                var scope = TensorScope.open()) {
            return Tensors.numbers(gradients.search(scope, adversary));
        }
    }

    /** Row by row, without padding: the sum of −ln p. */
    private double loss(List<Sequence> rows, double[][][] push) {
        double loss = 0;
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            for (int row = 0; row < rows.size(); row++) {
                double[][] hidden = behind(rows.get(row));
                for (int t = 0; t < (push.length == 0 ? 0 : push[row].length) && t < hidden.length; t++) {
                    for (int i = 0; i < hidden[t].length; i++) {
                        hidden[t][i] += push[row][t][i];
                    }
                }
                int[] tokens = rows.get(row).tokens();
                double[] flat =
                        Arrays.stream(hidden).flatMapToDouble(Arrays::stream).toArray();
                double[] logProbs = model.logits(model.hiddenFrom(
                                Tensor.of(flat, 1, hidden.length, hidden[0].length), LAYERS, new Attention.Causal()))
                        .logSoftmax()
                        .toDoubles();
                for (int t = rows.get(row).completionStart(); t < tokens.length; t++) {
                    loss -= logProbs[(t - 1) * VOCABULARY + tokens[t]];
                }
            }
        }
        return loss;
    }

    private double[][] behind(Sequence row) {
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            long[] ids = Arrays.stream(row.tokens()).asLongStream().toArray();
            return Tensors.numbers(
                    model.hiddenBehind(List.of(LAYERS), Tensor.of(ids, 1, ids.length), new Attention.Causal())
                            .getFirst())[0];
        }
    }

    private static double length(double[] vector) {
        return Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
    }

    private Sequence completed(int[] prompt, int more) {
        int[] tokens = IntStream.concat(Arrays.stream(prompt), random.ints(more, 0, VOCABULARY))
                .toArray();
        return new Sequence(tokens, prompt.length);
    }

    /** Three-dimensional tensors as arrays. */
    private static final class Tensors {

        static final double[][][] NONE = {};

        static double[][][] numbers(Tensor tensor) {
            double[] flat = tensor.toDoubles();
            double[][][] numbers = new double[(int) tensor.size(0)][(int) tensor.size(1)][(int) tensor.size(2)];
            int next = 0;
            for (double[][] row : numbers) {
                for (double[] vector : row) {
                    for (int i = 0; i < vector.length; i++) {
                        vector[i] = flat[next++];
                    }
                }
            }
            return numbers;
        }
    }
}
