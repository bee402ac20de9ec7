package lockpick.engine.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.loss.CompletionGradients;
import lockpick.engine.loss.MicroBatches;
import lockpick.engine.loss.Sequence;
import lockpick.engine.memory.TrainingDemand.OptimizerState;
import lockpick.engine.model.Architecture;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.Families;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Seed;

/**
 * A fresh process that runs one training pass and prints what it took at most beyond weights and gradients, beside what the
 * plan says, in bytes. Arguments: a config.json, and true to compute blocks twice.
 */
final class MeasuredPeak {

    private static final int ROWS = 8;
    private static final int LENGTH = 256;
    private static final int TARGETS = 51;

    private MeasuredPeak() {}

    public static void main(String... arguments) throws IOException {
        Architecture architecture = Families.read(ConfigJson.read(Path.of(arguments[0])));
        boolean checkpointed = Boolean.parseBoolean(arguments[1]);
        try (Decoder model = Decoder.random(architecture, new Seed(1))) {
            model.parameters().collectGradients();
            CompletionGradients gradients = new CompletionGradients(model, checkpointed);
            gradients.collect(MicroBatches.whole(List.of(new Sequence(new int[9], 1)))); // touches every gradient
            System.gc();
            Files.writeString(Path.of("/proc/self/clear_refs"), "5"); // begins the peak anew
            long before = status("VmRSS");
            Sequence row = new Sequence(new int[LENGTH + 1], LENGTH + 1 - TARGETS);
            gradients.collect(MicroBatches.whole(Collections.nCopies(ROWS, row)));
            long measured = status("VmHWM") - before;

            MemoryPlan plan = MemoryPlan.of(new TrainingDemand(
                    architecture,
                    DType.FLOAT32,
                    OptimizerState.LION,
                    Optional.empty(),
                    checkpointed,
                    ROWS * LENGTH,
                    ROWS * TARGETS));
            System.out.println(measured + " " + plan.pass());
        }
    }

    private static long status(String key) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(key + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }
}
