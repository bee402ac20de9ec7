package lockpick.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
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

class RepresentationGradientsTest {

    private static final int VOCABULARY = 40;
    private static final List<Integer> LAYERS = List.of(1, 3);

    private final Decoder model = decoder(4);
    private final Decoder original = decoder(5);
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final RepresentationGradients gradients = new RepresentationGradients(model, original, LAYERS);
    private final List<Sequence> rows = List.of(row(9, 8), row(12, 9), row(21, 1));

    private static Decoder decoder(long seed) {
        return Decoder.random(GptNeoX.pythia(3, 32, 2, VOCABULARY, 32), new Seed(seed), DType.FLOAT64, Device.CPU);
    }

    RepresentationGradientsTest() {
        model.parameters().collectGradients();
    }

    @AfterEach
    void closeModels() {
        model.close();
        original.close();
    }

    /** One row, one position, one layer at a time, with loops. */
    @Test
    void lossesAreMeansOverPositionsAndLayers() {
        double cosines = 0;
        double distances = 0;
        int count = 0;
        for (int layer : LAYERS) {
            for (Sequence row : rows) {
                double[][] now = behind(model, layer, row);
                double[][] before = behind(original, layer, row);
                for (int t = row.completionStart() - 1; t + 1 < row.tokens().length; t++) {
                    double[] difference = new double[now[t].length];
                    for (int i = 0; i < difference.length; i++) {
                        difference[i] = now[t][i] - before[t][i];
                    }
                    cosines += Math.max(
                            0, dot(now[t], before[t]) / Math.sqrt(dot(now[t], now[t]) * dot(before[t], before[t])));
                    distances += Math.sqrt(dot(difference, difference));
                    count++;
                }
            }
        }
        assertThat(gradients.reroute(MicroBatches.whole(rows), 3))
                .as("seed %d", seed)
                .isCloseTo(3 * cosines / count, within(1e-12));
        assertThat(gradients.retain(MicroBatches.whole(rows), 3))
                .as("seed %d", seed)
                .isCloseTo(3 * distances / count, within(1e-12));
    }

    @Test
    void gradientsAreTheSlopesOfTheLosses() {
        near(original);
        for (ToDoubleFunction<MicroBatches> loss : losses()) {
            for (int round = 0; round < 3; round++) {
                try (var scope = TensorScope.open()) {
                    Tensor values = model.parameters().values();
                    Tensor direction = direction(values.count());
                    double step = 1e-5;
                    values.add_(direction, step);
                    double above = value(loss);
                    values.add_(direction, -2 * step);
                    double below = value(loss);
                    values.add_(direction, step);
                    value(loss);
                    double slope =
                            model.parameters().gradients().mul(direction).sum().item();
                    assertThat((above - below) / (2 * step))
                            .as("seed %d", seed)
                            .isCloseTo(slope, within(1e-7 * Math.max(1, Math.abs(slope))));
                }
            }
        }
    }

    @Test
    void partsAddUpToTheWhole() {
        for (ToDoubleFunction<MicroBatches> loss : losses()) {
            double whole = value(loss);
            double[] expected = model.parameters().gradients().toDoubles();
            model.parameters().gradients().zero_();
            double parts = loss.applyAsDouble(new MicroBatches(List.of(rows.subList(0, 1), rows.subList(1, 3))));
            assertThat(parts).as("seed %d", seed).isCloseTo(whole, within(1e-13));
            assertThat(model.parameters().gradients().toDoubles())
                    .as("seed %d", seed)
                    .containsExactly(expected, within(1e-13));
        }
    }

    /** At the start of training both are the same: nothing to retain, and everything to reroute. */
    @Test
    void aModelThatIsTheOriginalHasNothingToRetain() {
        model.parameters().values().copy_(original.parameters().values());
        assertThat(gradients.retain(MicroBatches.whole(rows), 1)).isZero();
        assertThat(model.parameters().gradients().toDoubles()).containsOnly(0);
        assertThat(gradients.reroute(MicroBatches.whole(rows), 1)).isCloseTo(1, within(1e-12));
    }

    @Test
    void onlyWhatComesBeforeTheLastComparedLayerIsMoved() {
        new RepresentationGradients(model, original, List.of(2)).retain(MicroBatches.whole(rows), 1);
        try (var scope = TensorScope.open()) {
            assertThat(norm("gpt_neox.layers.1.mlp.dense_4h_to_h.weight")).isPositive();
            assertThat(norm("gpt_neox.layers.2.mlp.dense_4h_to_h.weight")).isZero();
            assertThat(norm("embed_out.weight")).isZero();
        }
    }

    @Test
    void nothingIsLeftBehind() {
        long before = TensorScope.liveTensors();
        gradients.reroute(MicroBatches.whole(rows), 1);
        gradients.retain(MicroBatches.whole(rows), 1);
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
    }

    @Test
    void layersThatAreNotThereAreRefused() {
        for (List<Integer> wrong : List.of(List.of(0), List.of(4), List.of(2, 2), List.of(3, 1))) {
            assertThatThrownBy(() -> new RepresentationGradients(model, original, wrong))
                    .hasMessage("representations behind layers " + wrong + ": they ascend from 1 to at most 3");
        }
    }

    private List<ToDoubleFunction<MicroBatches>> losses() {
        return List.of(batch -> gradients.reroute(batch, 0.7), batch -> gradients.retain(batch, 0.7));
    }

    /** Of all rows; gradients are its own alone. */
    private double value(ToDoubleFunction<MicroBatches> loss) {
        model.parameters().gradients().zero_();
        return loss.applyAsDouble(MicroBatches.whole(rows));
    }

    private double norm(String name) {
        return model.parameters().gradient(name).norm().item();
    }

    /** Cosines of unrelated models are about 0, where ReLU has its kink. */
    private void near(Decoder other) {
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            model.parameters().values().lerp_(other.parameters().values(), 0.5);
        }
    }

    private Tensor direction(long count) {
        double[] numbers = random.doubles(count, -1, 1).toArray();
        double length = Math.sqrt(dot(numbers, numbers));
        return Tensor.of(Arrays.stream(numbers).map(number -> number / length).toArray(), count);
    }

    private static double[][] behind(Decoder decoder, int layer, Sequence row) {
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            long[] ids = Arrays.stream(row.tokens()).asLongStream().toArray();
            Tensor hidden = decoder.hiddenBehind(List.of(layer), Tensor.of(ids, 1, ids.length), new Attention.Causal())
                    .getFirst();
            List<double[]> positions = new ArrayList<>();
            for (int t = 0; t < ids.length; t++) {
                positions.add(hidden.select(0, 0).select(0, t).toDoubles());
            }
            return positions.toArray(double[][]::new);
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private Sequence row(int length, int completionStart) {
        return new Sequence(random.ints(length, 0, VOCABULARY).toArray(), completionStart);
    }
}
