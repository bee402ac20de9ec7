package lockpick.engine.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.List;
import lockpick.engine.loss.CompletionGradients;
import lockpick.engine.loss.MicroBatches;
import lockpick.engine.loss.Sequence;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.nn.Attention;
import lockpick.engine.nn.Linear;
import lockpick.engine.nn.LowRank;
import lockpick.engine.optim.Lion;
import lockpick.engine.optim.Optimizer;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoraAdapterTest {

    private static final int VOCABULARY = 40;
    private static final LoraConfig ALL = new LoraConfig(4, 8, List.of(LoraConfig.ALL_LINEAR));

    private final Decoder model = Decoder.random(GptNeoX.pythia(2, 32, 2, VOCABULARY, 32), new Seed(4));

    @AfterEach
    void closeModel() {
        model.close();
    }

    @Test
    void aLayerAddsItsThinProductTimesAlphaOverRank() {
        try (var scope = TensorScope.open()) {
            Tensor weight = Tensor.of(new float[] {1, 0, 0, 1}, 2, 2);
            Tensor down = Tensor.of(new float[] {1, 2}, 1, 2);
            Tensor up = Tensor.of(new float[] {3, 4}, 2, 1);
            Linear layer = new Linear(weight, false, null, new LowRank(down, up, 0.5));
            // (5, 7) + 0.5 · (1·5 + 2·7) · (3, 4) = (5, 7) + 9.5 · (3, 4)
            assertThat(layer.apply(Tensor.of(new float[] {5, 7}, 1, 2)).toFloats())
                    .containsExactly(33.5f, 45);
        }
    }

    @Test
    void aFreshAdapterChangesNothing() {
        double[] before = scores();
        try (LoraAdapter adapter = LoraAdapter.fresh(model, ALL, new Seed(1))) {
            assertThat(scores()).containsExactly(before);
        }
    }

    @Test
    void firstMatricesAreUniformUpToOneOverTheRootOfTheirInput() {
        try (LoraAdapter adapter = LoraAdapter.fresh(model, ALL, new Seed(1));
                LoraAdapterTwin twin = new LoraAdapterTwin()) {
            double[] down = adapter.parameters()
                    .get("gpt_neox.layers.0.mlp.dense_4h_to_h.lora_A.weight")
                    .toDoubles();
            double bound = 1 / Math.sqrt(128);
            assertThat(Arrays.stream(down).max().orElseThrow()).isBetween(0.95 * bound, bound);
            // variance of a uniform number: bound² / 3
            assertThat(Arrays.stream(down).map(x -> x * x).average().orElseThrow())
                    .isCloseTo(bound * bound / 3, within(0.15 * bound * bound / 3));
            assertThat(twin.adapter.parameters().values().toDoubles())
                    .containsExactly(adapter.parameters().values().toDoubles());
        }
    }

    /** The same seed beside another model of the same shape. */
    private static final class LoraAdapterTwin implements AutoCloseable {
        private final Decoder other = Decoder.random(GptNeoX.pythia(2, 32, 2, VOCABULARY, 32), new Seed(5));
        private final LoraAdapter adapter = LoraAdapter.fresh(other, ALL, new Seed(1));

        @Override
        public void close() {
            adapter.close();
            other.close();
        }
    }

    @Test
    void trainingMovesTheAdapterAndNotTheModel() {
        double[] weights = model.parameters().values().toDoubles();
        for (boolean checkpointed : new boolean[] {false, true}) {
            try (LoraAdapter adapter = LoraAdapter.fresh(model, ALL, new Seed(1));
                    Optimizer lion = new Lion(adapter.parameters(), new Lion.Settings(0.9, 0.99, 0, 1))) {
                MicroBatches batch = MicroBatches.whole(List.of(new Sequence(new int[] {3, 1, 4, 1, 5, 9, 2, 6}, 3)));
                CompletionGradients gradients = new CompletionGradients(model, checkpointed);
                double first = gradients.collect(batch);
                for (int step = 0; step < 30; step++) {
                    lion.step(1e-2);
                    gradients.collect(batch);
                }
                assertThat(gradients.collect(batch)).isLessThan(first / 2);
                assertThat(model.parameters().values().toDoubles()).containsExactly(weights);
                assertThat(model.parameters().collectsGradients()).isFalse();
            }
        }
    }

    /** Where the rank is 1, every minor of two rows and two columns is 0. */
    @Test
    void whatATrainedAdapterOfRankOneAddsToAWeightHasRankOne() {
        try (Decoder small =
                Decoder.random(GptNeoX.pythia(1, 16, 2, VOCABULARY, 32), new Seed(4), DType.FLOAT64, Device.CPU)) {
            Tensor weight = small.parameters().get("gpt_neox.layers.0.attention.dense.weight"); // [16, 16]
            double[] before = weight.toDoubles();
            LoraAdapter adapter = LoraAdapter.fresh(small, new LoraConfig(1, 2, ALL.targets()), new Seed(1));
            try (Optimizer lion = new Lion(adapter.parameters(), new Lion.Settings(0.9, 0.99, 0, 1))) {
                for (int step = 0; step < 5; step++) {
                    new CompletionGradients(small, false)
                            .collect(MicroBatches.whole(List.of(new Sequence(new int[] {3, 1, 4, 1, 5, 9}, 3))));
                    lion.step(1e-1);
                }
            }
            adapter.merge();
            double[] after = weight.toDoubles();
            double[][] change = new double[16][16];
            for (int i = 0; i < 256; i++) {
                change[i / 16][i % 16] = after[i] - before[i];
            }
            assertThat(Arrays.stream(change).flatMapToDouble(Arrays::stream)).allMatch(each -> Math.abs(each) > 1e-6);
            for (int i = 1; i < 16; i++) {
                for (int j = 1; j < 16; j++) {
                    assertThat(change[0][0] * change[i][j])
                            .isCloseTo(change[0][j] * change[i][0], withinPercentage(1e-6));
                }
            }
        }
    }

    @Test
    void targetsMeanTheLastPartsOfLayerNames() {
        LoraConfig config = new LoraConfig(2, 2, List.of("attention.dense", "query_key_value"));
        try (LoraAdapter adapter = LoraAdapter.fresh(model, config, new Seed(1))) {
            assertThat(adapter.layers().keySet())
                    .containsExactly(
                            "gpt_neox.layers.0.attention.query_key_value",
                            "gpt_neox.layers.0.attention.dense",
                            "gpt_neox.layers.1.attention.query_key_value",
                            "gpt_neox.layers.1.attention.dense");
            assertThat(adapter.parameters()
                            .get("gpt_neox.layers.1.attention.query_key_value.lora_B.weight")
                            .shape())
                    .containsExactly(96, 2);
        }
        try (LoraAdapter adapter = LoraAdapter.fresh(model, ALL, new Seed(1))) {
            assertThat(adapter.layers()).hasSize(8); // four a layer, and no head
        }
    }

    @Test
    void aTargetWithoutALayerIsRefused() {
        assertThatThrownBy(() -> LoraAdapter.fresh(model, new LoraConfig(2, 2, List.of("q_proj")), new Seed(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LoRA target q_proj: the model has no such layer; expected all-linear or some of"
                        + " query_key_value, dense, dense_h_to_4h, dense_4h_to_h");
    }

    @Test
    void aModelHasOneAdapterAtATimeAndNoGradientsOfItsOwn() {
        try (LoraAdapter adapter = LoraAdapter.fresh(model, ALL, new Seed(1))) {
            assertThatThrownBy(() -> LoraAdapter.fresh(model, ALL, new Seed(1)))
                    .hasMessageContaining("has an adapter already");
        }
        model.parameters().collectGradients();
        assertThatThrownBy(() -> LoraAdapter.fresh(model, ALL, new Seed(1)))
                .hasMessageContaining("whose own weights collect gradients");
    }

    @Test
    void besideBfloat16WeightsItIsFloat32() {
        try (Decoder half = Decoder.random(
                        GptNeoX.pythia(1, 32, 2, VOCABULARY, 32), new Seed(4), DType.BFLOAT16, Device.CPU);
                LoraAdapter adapter = LoraAdapter.fresh(half, ALL, new Seed(1));
                var scope = TensorScope.open()) {
            assertThat(adapter.parameters().values().dtype()).isEqualTo(DType.FLOAT32);
            adapter.parameters().collectGradients();
            double loss = new CompletionGradients(half, false)
                    .collect(MicroBatches.whole(List.of(new Sequence(new int[] {1, 2, 3}, 1))));
            assertThat(loss).isCloseTo(Math.log(VOCABULARY), within(1.0));
            assertThat(adapter.parameters().gradients().norm().item()).isPositive();
        }
    }

    private double[] scores() {
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            Tensor ids = Tensor.of(new long[] {1, 2, 3, 4}, 1, 4);
            return model.logits(model.hidden(ids, new Attention.Causal())).toDoubles();
        }
    }
}
