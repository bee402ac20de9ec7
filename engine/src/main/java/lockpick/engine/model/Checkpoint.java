package lockpick.engine.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.checkpoint.SafeTensors;
import lockpick.engine.nn.Parameters.Spec;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/** Decoders as Hugging Face folders, which Transformers, vLLM and llama.cpp load too. */
public final class Checkpoint {

    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "model.safetensors";

    private Checkpoint() {}

    /**
     * Loads a folder.
     *
     * @param dtype element type to compute with; weights stored otherwise are converted
     * @throws CheckpointException if a file is missing or damaged, a weight is missing or not known to the family, or the
     *     model asks for arithmetic that is not supported
     */
    public static Decoder load(Path folder, DType dtype, Device device) throws IOException {
        Architecture architecture = Families.read(ConfigJson.read(folder.resolve(CONFIG)));
        Path file = folder.resolve(WEIGHTS);
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException(
                    file, "does not exist; a model folder holds config.json and model.safetensors");
        }
        SafeTensors stored = SafeTensors.open(file);
        Map<String, String> storedNames = storedNames(architecture, stored, file);
        Decoder decoder = Decoder.blank(architecture, dtype, device);
        try (var noGrad = Libtorch.noGrad()) {
            for (Map.Entry<String, Tensor> parameter :
                    decoder.parameters().byName().entrySet()) {
                try (var scope = TensorScope.open()) {
                    parameter
                            .getValue()
                            .copy_(stored.read(Objects.requireNonNull(storedNames.get(parameter.getKey()))));
                }
            }
            return decoder;
        } catch (IOException | RuntimeException e) {
            decoder.close();
            throw e;
        }
    }

    /** Under which name each weight is stored, once all are there and of the right shape. */
    private static Map<String, String> storedNames(Architecture architecture, SafeTensors stored, Path file) {
        Map<String, String> names = new HashMap<>();
        for (String name : stored.names()) {
            architecture.weightStoredAs(name).ifPresent(weight -> names.put(weight, name));
        }
        Map<String, String> needed = new HashMap<>();
        for (Spec spec : architecture.specs()) {
            String name = names.remove(spec.name());
            if (name == null) {
                throw new CheckpointException(file, "has no tensor " + spec.name() + ", which the model needs");
            }
            if (!Arrays.equals(stored.shape(name), spec.shape())) {
                throw new CheckpointException(
                        file,
                        "tensor " + name + " is " + Arrays.toString(stored.shape(name)) + ", but config.json asks for "
                                + Arrays.toString(spec.shape()));
            }
            needed.put(spec.name(), name);
        }
        if (!names.isEmpty()) {
            throw new CheckpointException(
                    file,
                    "tensor " + names.values().iterator().next() + " is not one of a "
                            + architecture.config().text("model_type")
                            + " model as config.json describes it, so the model would compute something else without it");
        }
        return needed;
    }

    /** Writes config.json and the weights, in the decoder's element type, into an existing folder that has neither. */
    public static void save(Decoder decoder, Path folder) throws IOException {
        SafeTensors.write(folder.resolve(WEIGHTS), decoder.parameters().byName());
        decoder.architecture()
                .config()
                .with("torch_dtype", decoder.dtype().toString().toLowerCase(java.util.Locale.ROOT))
                .write(folder.resolve(CONFIG));
    }
}
