package lockpick.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.model.Architecture;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.Families;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In FLOAT64 sums hardly depend on their order, so parts must give the gradients of the whole to many digits. */
class CompletionGradientsTest {

    private static final int VOCABULARY = 40;
    private static final double EXACT = 1e-14;

    private final Decoder model =
            Decoder.random(GptNeoX.pythia(2, 32, 2, VOCABULARY, 32), new Seed(4), DType.FLOAT64, Device.CPU);
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    CompletionGradientsTest() {
        model.parameters().collectGradients();
    }

    @AfterEach
    void closeModel() {
        model.close();
    }

    /** 1 + 3 tokens in one part, 20 in another, 2 in the last: the mean of means would be far off. */
    @Test
    void everyTokenWeighsTheSameInWhicheverPartItIs() {
        List<Sequence> rows = List.of(row(9, 8), row(12, 9), row(21, 1), row(30, 28));
        List<List<Sequence>> parts = List.of(rows.subList(0, 2), rows.subList(2, 3), rows.subList(3, 4));
        for (boolean checkpointed : new boolean[] {false, true}) {
            double loss = collect(checkpointed, MicroBatches.whole(rows));
            double[] whole = takeGradients();
            assertThat(collect(checkpointed, new MicroBatches(parts)))
                    .as("seed %d", seed)
                    .isCloseTo(loss, within(EXACT));
            assertThat(takeGradients()).as("seed %d", seed).containsExactly(whole, within(EXACT));
        }
    }

    /** With a table of its own for the head (GPT-NeoX) and with the embedding's (GPT-2, whose tokens come up again and again). */
    @ParameterizedTest
    @CsvSource({"gpt_neox, false", "gpt_neox, true", "gpt2, false", "gpt2, true"})
    void areThoseThatTheLibraryFindsFromAllScores(String family, boolean checkpointed) {
        try (Decoder other = Decoder.random(small(family), new Seed(7), DType.FLOAT64, Device.CPU)) {
            other.parameters().collectGradients();
            List<Sequence> rows = List.of(row(9, 8), row(12, 9), row(21, 1), row(30, 28));
            double expectedLoss;
            try (var scope = TensorScope.open()) {
                Tensor mean = CompletionLoss.of(other, rows).mean();
                mean.backward();
                expectedLoss = mean.item();
            }
            double[] expected = other.parameters().gradients().toDoubles();
            other.parameters().gradients().zero_();

            double loss = new CompletionGradients(other, checkpointed).collect(MicroBatches.whole(rows));
            assertThat(loss).as("seed %d", seed).isCloseTo(expectedLoss, within(EXACT));
            assertThat(other.parameters().gradients().toDoubles())
                    .as("seed %d", seed)
                    .containsExactly(expected, within(EXACT));
        }
    }

    private static Architecture small(String family) {
        return family.equals("gpt_neox")
                ? GptNeoX.pythia(2, 32, 2, VOCABULARY, 32)
                : Families.read(ConfigJson.empty()
                        .with("model_type", "gpt2")
                        .with("n_embd", 32)
                        .with("n_layer", 2)
                        .with("n_head", 2)
                        .with("vocab_size", VOCABULARY)
                        .with("n_positions", 32));
    }

    @Test
    void gradientsAreAddedToThoseAtHand() {
        MicroBatches batch = MicroBatches.whole(List.of(row(9, 4)));
        collect(false, batch);
        double[] once = takeGradients();
        collect(false, batch);
        collect(false, batch);
        double[] twice = takeGradients();
        for (int i = 0; i < once.length; i++) {
            assertThat(twice[i]).isCloseTo(2 * once[i], within(EXACT));
        }
    }

    @Test
    void nothingIsLeftBehind() {
        List<List<Sequence>> parts = new ArrayList<>();
        for (int part = 0; part < 3; part++) {
            parts.add(List.of(row(10, 5), row(20, 3)));
        }
        long before = TensorScope.liveTensors();
        collect(false, new MicroBatches(parts));
        collect(true, new MicroBatches(parts));
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
    }

    private double collect(boolean checkpointed, MicroBatches batch) {
        return new CompletionGradients(model, checkpointed).collect(batch);
    }

    private double[] takeGradients() {
        double[] gradients = model.parameters().gradients().toDoubles();
        model.parameters().gradients().zero_();
        return gradients;
    }

    private Sequence row(int length, int completionStart) {
        return new Sequence(random.ints(length, 0, VOCABULARY).toArray(), completionStart);
    }
}
