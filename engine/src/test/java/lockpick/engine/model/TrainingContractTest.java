package lockpick.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import lockpick.engine.loss.CompletionGradients;
import lockpick.engine.loss.MicroBatches;
import lockpick.engine.loss.Sequence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Ways to compute gradients in less memory give those of one plain pass over the whole batch, for every family. */
@ParameterizedClass(name = "{0}")
@MethodSource("lockpick.engine.model.GoldenModel#folders")
class TrainingContractTest {

    private static final double LOSS = 1e-6;
    private static final double GRADIENT_SHARE = 1e-5; // of the largest; sums in another order

    private final GoldenModel golden;
    private final Decoder model;

    TrainingContractTest(String folder) {
        golden = GoldenModel.load(folder);
        model = golden.decoder();
    }

    @AfterEach
    void closeModel() {
        golden.close();
    }

    @Test
    void accumulationGivesTheGradientsOfTheWholeBatch() {
        List<Sequence> rows = golden.sequences();
        assertSameGradients(false, new MicroBatches(List.of(rows.subList(0, 1), rows.subList(1, 3))));
    }

    /** The same operations on the same numbers: only a tied embedding adds its two gradients in another order. */
    @Test
    void checkpointingOnIsCheckpointingOff() {
        assertSameGradients(true, MicroBatches.whole(golden.sequences()));
    }

    @Test
    void bothTogetherGiveThemToo() {
        assertSameGradients(
                true, new MicroBatches(golden.sequences().stream().map(List::of).toList()));
    }

    private void assertSameGradients(boolean checkpointed, MicroBatches batch) {
        double expectedLoss = new CompletionGradients(model, false).collect(MicroBatches.whole(golden.sequences()));
        double[] expected = gradients();
        model.parameters().gradients().zero_();
        double loss = new CompletionGradients(model, checkpointed).collect(batch);
        double[] gradients = gradients();

        double largest = 0;
        for (double gradient : expected) {
            largest = Math.max(largest, Math.abs(gradient));
        }
        assertThat(loss).isCloseTo(expectedLoss, within(LOSS));
        assertThat(gradients).containsExactly(expected, within(GRADIENT_SHARE * largest));
    }

    private double[] gradients() {
        return model.parameters().gradients().toDoubles();
    }
}
