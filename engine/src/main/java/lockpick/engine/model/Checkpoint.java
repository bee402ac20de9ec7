package lockpick.engine.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.checkpoint.WeightFiles;
import lockpick.engine.nn.Parameters;
import lockpick.engine.nn.Parameters.Spec;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Tensor;

/** Decoders as Hugging Face folders, which Transformers, vLLM and llama.cpp load too. */
public final class Checkpoint {

    static final String CONFIG = "config.json";

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
        WeightFiles stored = WeightFiles.open(folder);
        Map<String, String> storedNames = storedNames(architecture, stored, folder);
        Decoder decoder = new Decoder(architecture, Parameters.unwritten(dtype, device, architecture.specs()));
        try {
            Map<String, Tensor> targets = new HashMap<>();
            decoder.parameters()
                    .byName()
                    .forEach((name, target) -> targets.put(Objects.requireNonNull(storedNames.get(name)), target));
            stored.readInto(targets);
            return decoder;
        } catch (IOException | RuntimeException e) {
            decoder.close();
            throw e;
        }
    }

    /** Under which name each weight is stored, once all are there and of the right shape. */
    static Map<String, String> storedNames(Architecture architecture, WeightFiles stored, Path folder) {
        Map<String, String> names = new HashMap<>();
        for (String name : stored.names()) {
            architecture.weightStoredAs(name).ifPresent(weight -> names.put(weight, name));
        }
        Map<String, String> needed = new HashMap<>();
        for (Spec spec : architecture.specs()) {
            String name = names.remove(spec.name());
            if (name == null) {
                throw new CheckpointException(folder, "has no tensor " + spec.name() + ", which the model needs");
            }
            if (!Arrays.equals(stored.shape(name), spec.shape())) {
                throw new CheckpointException(
                        stored.file(name),
                        "tensor " + name + " is " + Arrays.toString(stored.shape(name)) + ", but config.json asks for "
                                + Arrays.toString(spec.shape()));
            }
            needed.put(spec.name(), name);
        }
        if (!names.isEmpty()) {
            String name = names.values().iterator().next();
            throw new CheckpointException(
                    stored.file(name),
                    "tensor " + name + " is not one of a "
                            + architecture.config().text("model_type")
                            + " model as config.json describes it, so the model would compute something else without it");
        }
        return needed;
    }

    /** Writes config.json and the weights, in the decoder's element type, into an existing folder that has neither. */
    public static void save(Decoder decoder, Path folder) throws IOException {
        WeightFiles.write(folder, decoder.parameters().byName(), decoder.dtype(), WeightFiles.SHARD_BYTES);
        decoder.architecture()
                .config()
                .with("torch_dtype", decoder.dtype().toString().toLowerCase(Locale.ROOT))
                .write(folder.resolve(CONFIG));
    }
}
