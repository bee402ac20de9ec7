package lockpick.engine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.loss.CompletionGradients;
import lockpick.engine.loss.MicroBatches;
import lockpick.engine.loss.Sequence;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.nn.Parameters;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that is stopped and goes on in another model ends with the same bits as one that is left in peace. */
class TrainingStateTest {

    private static final int STEPS = 6;
    private static final int STOP = 3;
    private static final int VOCABULARY = 40;

    @TempDir
    private Path folder = Path.of("");

    private enum Kind {
        LION,
        ADAMW
    }

    static Stream<Arguments> runs() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(
                        Arguments.of(kind, DType.FLOAT32, WeightRounding.STOCHASTIC),
                        Arguments.of(kind, DType.BFLOAT16, WeightRounding.STOCHASTIC),
                        Arguments.of(kind, DType.BFLOAT16, WeightRounding.MASTER_WEIGHTS)));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void stoppedAndResumedGivesTheSameBits(Kind kind, DType dtype, WeightRounding rounding) throws IOException {
        Path file = folder.resolve("state.safetensors");
        double[] inPeace;
        try (Decoder model = model(dtype, 1);
                Optimizer optimizer = optimizer(kind, model.parameters(), rounding)) {
            train(model, optimizer, 0, STOP);
            TrainingState.save(model.parameters(), optimizer, file);
            train(model, optimizer, STOP, STEPS);
            inPeace = model.parameters().values().toDoubles();
        }
        try (Decoder model = model(dtype, 2);
                Optimizer optimizer = optimizer(kind, model.parameters(), rounding)) {
            TrainingState.load(model.parameters(), optimizer, file);
            assertThat(optimizer.steps()).isEqualTo(STOP);
            train(model, optimizer, STOP, STEPS);
            assertThat(model.parameters().values().toDoubles()).containsExactly(inPeace);
        }
    }

    @Test
    void aStateOfOtherSettingsIsRefusedBeforeAnythingIsRead() throws IOException {
        Path file = folder.resolve("state.safetensors");
        try (Decoder model = model(DType.FLOAT32, 1);
                Optimizer lion = optimizer(Kind.LION, model.parameters(), WeightRounding.STOCHASTIC)) {
            TrainingState.save(model.parameters(), lion, file);
        }
        try (Decoder model = model(DType.FLOAT32, 2);
                Optimizer adamW = optimizer(Kind.ADAMW, model.parameters(), WeightRounding.STOCHASTIC)) {
            double[] before = model.parameters().values().toDoubles();
            assertThatThrownBy(() -> TrainingState.load(model.parameters(), adamW, file))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("has no tensor first_moments of FLOAT32");
            assertThat(model.parameters().values().toDoubles()).containsExactly(before);
        }
        try (Decoder model = model(DType.BFLOAT16, 2);
                Optimizer lion = optimizer(Kind.LION, model.parameters(), WeightRounding.STOCHASTIC)) {
            assertThatThrownBy(() -> TrainingState.load(model.parameters(), lion, file))
                    .hasMessageContaining("has no tensor weights of BFLOAT16");
        }
    }

    private static Decoder model(DType dtype, long seed) {
        return Decoder.random(GptNeoX.pythia(1, 32, 2, VOCABULARY, 32), new Seed(seed), dtype, Device.CPU);
    }

    private static Optimizer optimizer(Kind kind, Parameters parameters, WeightRounding rounding) {
        Seed seed = new Seed(7);
        return switch (kind) {
            case LION -> new Lion(parameters, new Lion.Settings(0.9, 0.99, 0.1, 1), rounding, seed);
            case ADAMW -> new AdamW(parameters, new AdamW.Settings(0.9, 0.95, 1e-8, 0.1, 1), rounding, seed);
        };
    }

    private static void train(Decoder model, Optimizer optimizer, int from, int to) {
        CompletionGradients gradients = new CompletionGradients(model, false);
        for (int step = from; step < to; step++) {
            int[] tokens = new Seed(step).generator().ints(12, 0, VOCABULARY).toArray();
            gradients.collect(MicroBatches.whole(List.of(new Sequence(tokens, 4))));
            optimizer.step(1e-3);
        }
    }
}
