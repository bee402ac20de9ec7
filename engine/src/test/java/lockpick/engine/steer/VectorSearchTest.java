package lockpick.engine.steer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
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

class VectorSearchTest {

    private static final int VOCABULARY = 30;
    private static final int WIDTH = 16;
    private static final int SOURCE = 1;
    private static final int TARGET = 3;
    private static final double RADIUS = 0.7;

    private final Decoder model =
            Decoder.random(GptNeoX.pythia(4, WIDTH, 2, VOCABULARY, 32), new Seed(4), DType.FLOAT64, Device.CPU);
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final List<int[]> prompts = IntStream.range(0, 20) // more than go through the model at once
            .mapToObj(i -> random.ints(1 + i % 7, 0, VOCABULARY).toArray())
            .toList();
    private final VectorSearch search = new VectorSearch(model, SOURCE, TARGET, prompts);

    @AfterEach
    void close() {
        search.close();
        model.close();
    }

    /** Every prompt by itself: √ of the sum of squares of all that changes behind the target. */
    @Test
    void theObjectiveIsTheSumOverPromptsOfHowFarAllTokensMoveTogether() {
        double[] vector = random.doubles(WIDTH, -1, 1).toArray();
        double expected = 0;
        for (int[] prompt : prompts) {
            double[] before = behind(TARGET, prompt);
            double[] after;
            try (var scope = TensorScope.open();
                    var steered = model.steered(SOURCE, Tensor.of(vector, WIDTH))) {
                after = behind(TARGET, prompt);
            }
            expected += length(IntStream.range(0, before.length)
                    .mapToDouble(i -> after[i] - before[i])
                    .toArray());
        }
        assertThat(change(vector)).as("seed %d", seed).isCloseTo(expected, within(1e-10));
        assertThat(change(new double[WIDTH])).isZero();
    }

    @Test
    void gradientsAreTheSlopesOfMinusTheObjective() {
        double[] at = random.doubles(WIDTH, -1, 1).toArray();
        try (var scope = TensorScope.open()) {
            Tensor vector = Tensor.of(at, WIDTH).endGradients();
            search.collectGradient(vector);
            double[] gradient = vector.gradient().toDoubles();
            double step = 1e-5;
            for (int i = 0; i < WIDTH; i++) {
                double slope = (change(moved(at, i, step)) - change(moved(at, i, -step))) / (2 * step);
                assertThat(gradient[i]).as("number %d, seed %d", i, seed).isCloseTo(-slope, within(1e-6));
            }
        }
    }

    @Test
    void vectorsHaveTheirLengthStandAtRightAnglesAndChangeMoreThanWhereTheyStarted() {
        List<SteeringVector> found = new ArrayList<>();
        for (int draw = 0; draw < 3; draw++) {
            SteeringVector start = search.find(RADIUS, 0, 0.05, found, new Seed(draw));
            SteeringVector vector = search.find(RADIUS, 40, 0.05, found, new Seed(draw));
            assertThat(vector.layers()).isEqualTo(SOURCE);
            assertThat(length(vector.values())).isCloseTo(RADIUS, within(1e-12));
            for (SteeringVector earlier : found) {
                assertThat(product(vector, earlier)).isCloseTo(0, within(1e-12));
            }
            assertThat(change(vector.values())).as("seed %d", seed).isGreaterThan(1.02 * change(start.values()));
            found.add(vector);
        }
    }

    @Test
    void aSeedHasOneVector() {
        double[] first = search.find(RADIUS, 3, 0.05, List.of(), new Seed(1)).values();
        assertThat(search.find(RADIUS, 3, 0.05, List.of(), new Seed(1)).values())
                .isEqualTo(first);
        assertThat(search.find(RADIUS, 3, 0.05, List.of(), new Seed(2)).values())
                .isNotEqualTo(first);
    }

    @Test
    void theMeanLengthIsThatOfTheLastTokensBehindTheSource() {
        double expected = prompts.stream()
                .mapToDouble(prompt -> {
                    double[] hidden = behind(SOURCE, prompt);
                    return length(Arrays.copyOfRange(hidden, hidden.length - WIDTH, hidden.length));
                })
                .average()
                .orElseThrow();
        assertThat(search.meanLength()).as("seed %d", seed).isCloseTo(expected, within(1e-12));
    }

    @Test
    void aSearchLeavesTheModelAndNoTensorBehind() {
        double[] before = behind(TARGET, prompts.getFirst());
        long held = TensorScope.liveTensors();
        search.find(RADIUS, 1, 0.05, List.of(), new Seed(1));
        assertThat(TensorScope.liveTensors()).isEqualTo(held);
        search.find(RADIUS, 5, 0.05, List.of(), new Seed(1));
        assertThat(TensorScope.liveTensors()).isEqualTo(held);
        assertThat(behind(TARGET, prompts.getFirst())).isEqualTo(before);
        assertThat(model.parameters().collectsGradients()).isFalse();
    }

    @Test
    void theSourceStandsBeforeTheTarget() {
        assertThatThrownBy(() -> new VectorSearch(model, 2, 2, prompts))
                .hasMessage("search for a steering vector: source 2, target 2; the source must be the earlier layer");
    }

    private double change(double[] vector) {
        try (var scope = TensorScope.open()) {
            return search.change(Tensor.of(vector, WIDTH));
        }
    }

    private double[] behind(int layers, int[] prompt) {
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            long[] ids = Arrays.stream(prompt).asLongStream().toArray();
            return model.hiddenBehind(List.of(layers), Tensor.of(ids, 1, ids.length), new Attention.Causal())
                    .getFirst()
                    .toDoubles();
        }
    }

    private static double[] moved(double[] vector, int i, double step) {
        double[] moved = vector.clone();
        moved[i] += step;
        return moved;
    }

    private static double product(SteeringVector a, SteeringVector b) {
        return IntStream.range(0, WIDTH)
                .mapToDouble(i -> a.values()[i] * b.values()[i])
                .sum();
    }

    private static double length(double[] vector) {
        return Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
    }
}
