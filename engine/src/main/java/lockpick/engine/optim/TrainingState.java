package lockpick.engine.optim;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.checkpoint.SafeTensors;
import lockpick.engine.nn.Parameters;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * A training run between two steps, as a safetensors file: the trained parameters, what the optimizer keeps, and how many
 * steps were made. A run that goes on from it makes the same bits as one that was never stopped; nothing else is needed,
 * since random roundings are hashes of seed and step.
 */
public final class TrainingState {

    private static final String WEIGHTS = "weights";
    private static final String STEPS = "steps";

    private TrainingState() {}

    /**
     * Writes a new file; whenever it is there, it is whole.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is such a file
     */
    public static void save(Parameters parameters, Optimizer optimizer, Path file) throws IOException {
        try (var scope = TensorScope.open()) {
            Map<String, Tensor> tensors = tensors(parameters, optimizer);
            tensors.put(STEPS, Tensor.of(new long[] {optimizer.steps()}, 1));
            SafeTensors.write(file, tensors);
        }
    }

    /**
     * Puts parameters and optimizer where they were; both were made with the same settings.
     *
     * @throws CheckpointException if the file is damaged or of another model, optimizer or element type
     */
    public static void load(Parameters parameters, Optimizer optimizer, Path file) throws IOException {
        SafeTensors stored = SafeTensors.open(file);
        Map<String, Tensor> tensors = tensors(parameters, optimizer);
        for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
            checkFits(stored, tensor.getKey(), tensor.getValue());
        }
        if (stored.names().size() != tensors.size() + 1) {
            throw new CheckpointException(
                    file,
                    "holds " + stored.names() + ", but this training keeps " + tensors.keySet()
                            + "; resume with the settings that it was begun with");
        }
        for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
            stored.readInto(tensor.getKey(), tensor.getValue());
        }
        try (var scope = TensorScope.open()) {
            optimizer.resumeAfter(stored.read(STEPS).toLongs()[0]);
        }
    }

    /** A state of another element type could be converted, but would not go on with the same bits. */
    private static void checkFits(SafeTensors stored, String name, Tensor target) {
        if (!stored.has(name)
                || stored.type(name).dtype().filter(target.dtype()::equals).isEmpty()) {
            throw new CheckpointException(
                    stored.file(),
                    "has no tensor " + name + " of " + target.dtype()
                            + "; resume with the settings that it was begun with");
        }
    }

    private static Map<String, Tensor> tensors(Parameters parameters, Optimizer optimizer) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(WEIGHTS, parameters.values());
        tensors.putAll(optimizer.state());
        return tensors;
    }
}
