package lockpick.study.elicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lockpick.engine.nn.Parameters;
import lockpick.engine.tensor.Seed;
import lockpick.study.elicit.WeightNoise.Scale;
import lockpick.study.measure.Spent;
import lockpick.study.policy.ModelPreset;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.task.composition.CompositionTask;
import lockpick.study.train.Journal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeightNoiseTest {

    private static final String MATRIX = "gpt_neox.embed_in.weight";

    private final CompositionTask task =
            CompositionTask.of(new CompositionConfig(4, 2, List.of(FunctionFamily.values()), 0, 10, 10), new Seed(0));
    private final TrainablePolicy policy =
            TrainablePolicy.random(ModelPreset.NANO, task.tokenizer().orElseThrow(), new Seed(0));
    private final Parameters parameters = policy.model().parameters();
    private final float[] before = parameters.values().toFloats();
    private final Map<String, float[]> measured = new LinkedHashMap<>();
    private final List<Spent> spent = new ArrayList<>();

    @AfterEach
    void close() {
        policy.close();
    }

    @Test
    void everySizeAndDrawIsMeasuredAndTheWeightsComeBackBitForBit() throws IOException {
        WeightNoise.Config config = config(Scale.ABSOLUTE, List.of(0.01, 0.0025), 2, 0.5);
        elicit(config, 3);
        assertThat(measured.keySet())
                .containsExactly(
                        "sigma 0",
                        "sigma 0.01, draw 1",
                        "sigma 0.01, draw 2",
                        "sigma 0.0025, draw 1",
                        "sigma 0.0025, draw 2",
                        "times 0.5");
        assertThat(config.effort().evaluations()).isEqualTo(6);
        assertThat(measured.get("sigma 0")).isEqualTo(before);
        assertThat(measured.get("sigma 0.01, draw 1")).isNotEqualTo(measured.get("sigma 0.01, draw 2"));
        assertThat(parameters.values().toFloats()).isEqualTo(before);
        assertThat(spent).containsOnly(Spent.NOTHING);
    }

    @Test
    void absoluteNoiseHasTheSizeThatIsGivenAndNothingBetweenTensorsMoves() throws IOException {
        elicit(config(Scale.ABSOLUTE, List.of(0.01), 1), 3);
        float[] noise = noise("sigma 0.01, draw 1");
        double square = 0;
        double sum = 0;
        int moved = 0;
        for (float each : noise) {
            square += each * each;
            sum += each;
            moved += each == 0 ? 0 : 1;
        }
        // some of so many draws may be 0 or too small to move a weight
        assertThat(moved).isBetween((int) (0.999 * parameters.count()), (int) parameters.count());
        // of n draws the root mean square is within 4 / √(2n) of 1, the mean within 4 / √n of 0; n is about 150,000
        double n = parameters.count();
        assertThat(Math.sqrt(square / n)).isCloseTo(0.01, within(0.01 * 4 / Math.sqrt(2 * n)));
        assertThat(sum / n).isCloseTo(0, within(0.01 * 4 / Math.sqrt(n)));
    }

    @Test
    void relativeNoiseGoesByTheRootMeanSquareOfEachTensor() throws IOException {
        elicit(config(Scale.ABSOLUTE, List.of(0.01), 1), 3);
        float[] absolute = noise("sigma 0.01, draw 1");
        measured.clear();
        elicit(config(Scale.RELATIVE, List.of(0.01), 1), 3);
        float[] relative = noise("sigma 0.01, draw 1");
        // the same draws, times the root mean square of the tensor; the embeddings come first
        float[] weights = parameters.get(MATRIX).toFloats();
        double square = 0;
        for (float each : weights) {
            square += each * each;
        }
        double size = Math.sqrt(square / weights.length);
        assertThat(size).isBetween(0.001, 0.5);
        for (int i = 0; i < 100; i++) {
            assertThat((double) relative[i]).isCloseTo(absolute[i] * size, within(1e-7));
        }
    }

    @Test
    void aDrawHasOneDirectionForAllSizesAndIsTheSeeds() throws IOException {
        elicit(config(Scale.ABSOLUTE, List.of(0.01, 0.02), 1), 3);
        float[] small = noise("sigma 0.01, draw 1");
        float[] large = noise("sigma 0.02, draw 1");
        for (int i = 0; i < small.length; i++) {
            assertThat(large[i]).isCloseTo(2 * small[i], within(1e-6f));
        }
        float[] first = measured.get("sigma 0.01, draw 1");
        measured.clear();
        elicit(config(Scale.ABSOLUTE, List.of(0.01), 1), 3);
        assertThat(measured.get("sigma 0.01, draw 1")).isEqualTo(first);
        measured.clear();
        elicit(config(Scale.ABSOLUTE, List.of(0.01), 1), 4);
        assertThat(measured.get("sigma 0.01, draw 1")).isNotEqualTo(first);
    }

    @Test
    void factorsShrinkMatricesAndLeaveVectors() throws IOException {
        elicit(config(Scale.ABSOLUTE, List.of(), 1, 0.5), 3);
        float[] halved = measured.get("times 0.5");
        int matrices = (int) parameters.matrixCount();
        for (int i = 0; i < halved.length; i++) {
            assertThat(halved[i]).isEqualTo(i < matrices ? before[i] / 2 : before[i]);
        }
        assertThat(matrices).isBetween(1, halved.length - 1);
    }

    private float[] noise(String variant) {
        float[] after = measured.get(variant);
        float[] noise = new float[after.length];
        for (int i = 0; i < after.length; i++) {
            noise[i] = after[i] - before[i];
        }
        return noise;
    }

    private static WeightNoise.Config config(Scale scale, List<Double> sigmas, int draws, Double... factors) {
        return new WeightNoise.Config(sigmas, scale, draws, List.of(factors));
    }

    private void elicit(WeightNoise.Config config, long seed) throws IOException {
        new WeightNoise(task, config).elicit(policy, new Seed(seed), Journal.NONE, step -> {}, attempt -> {
            measured.put(attempt.variant().orElseThrow(), parameters.values().toFloats());
            spent.add(attempt.spent());
        });
    }
}
