package lockpick.engine.steer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.loss.Sequence;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.nn.Attention;
import lockpick.engine.steer.MeanDifference.Pair;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeanDifferenceTest {

    private static final int VOCABULARY = 30;
    private static final int WIDTH = 16;

    private final Decoder model =
            Decoder.random(GptNeoX.pythia(3, WIDTH, 2, VOCABULARY, 32), new Seed(4), DType.FLOAT64, Device.CPU);
    private final Random random = new Random(7);

    @AfterEach
    void closeModel() {
        model.close();
    }

    /** More pairs than go through the model at once, of many lengths; the slow and obvious way is one row after the other. */
    @Test
    void vectorsAreMeanDifferencesOfTheMeansOverCompletions() {
        List<Pair> pairs =
                Stream.generate(() -> new Pair(row(), row())).limit(20).toList();
        List<SteeringVector> vectors = MeanDifference.of(model, List.of(1, 3), pairs);
        assertThat(vectors).extracting(SteeringVector::layers).containsExactly(1, 3);
        for (SteeringVector vector : vectors) {
            double[] expected = new double[WIDTH];
            for (Pair pair : pairs) {
                double[] wanted = mean(pair.wanted(), vector.layers());
                double[] own = mean(pair.own(), vector.layers());
                Arrays.setAll(expected, i -> expected[i] + (wanted[i] - own[i]) / pairs.size());
            }
            assertThat(vector.values()).containsExactly(expected, within(1e-12));
        }
    }

    @Test
    void withNoPairThereIsNothingToAdd() {
        assertThat(MeanDifference.of(model, List.of(2), List.of()).getFirst().values())
                .containsExactly(new double[WIDTH]);
    }

    private Sequence row() {
        int prompt = 1 + random.nextInt(5);
        return new Sequence(
                random.ints(prompt + 1 + random.nextInt(6), 0, VOCABULARY).toArray(), prompt);
    }

    private double[] mean(Sequence row, int layers) {
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            long[] ids = Arrays.stream(row.tokens()).asLongStream().toArray();
            double[] hidden = model.hiddenBehind(List.of(layers), Tensor.of(ids, 1, ids.length), new Attention.Causal())
                    .getFirst()
                    .toDoubles();
            return IntStream.range(0, WIDTH)
                    .mapToDouble(i -> IntStream.range(row.completionStart(), ids.length)
                            .mapToDouble(t -> hidden[t * WIDTH + i])
                            .average()
                            .orElseThrow())
                    .toArray();
        }
    }
}
