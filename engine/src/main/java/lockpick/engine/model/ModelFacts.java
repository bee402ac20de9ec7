package lockpick.engine.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.checkpoint.StoredType;
import lockpick.engine.checkpoint.WeightFiles;
import lockpick.engine.nn.Parameters.Spec;
import lockpick.engine.tensor.DType;

/**
 * What a model folder holds, told without reading any weight.
 *
 * @param family model_type of its config.json
 * @param dimensions sizes
 * @param parameters numbers in its weights; a tied head counts once
 * @param types element types the weights are stored in
 */
public record ModelFacts(String family, Dimensions dimensions, long parameters, SortedSet<StoredType> types) {

    /** The type that holds every weight exactly: that of all of them, or FLOAT32 where they differ. */
    public DType widestType() {
        return types.size() == 1 ? types.first().dtype().orElse(DType.FLOAT32) : DType.FLOAT32;
    }

    /**
     * Looks at a folder.
     *
     * @throws CheckpointException if it could not be loaded: a file is missing or damaged, a weight is missing, left over or
     *     of another shape, or the model asks for arithmetic that is not supported
     */
    public static ModelFacts of(Path folder) throws IOException {
        ConfigJson config = ConfigJson.read(folder.resolve(Checkpoint.CONFIG));
        Architecture architecture = Families.read(config);
        WeightFiles files = WeightFiles.open(folder);
        SortedSet<StoredType> types = new TreeSet<>();
        Checkpoint.storedNames(architecture, files, folder).values().forEach(name -> types.add(files.type(name)));
        long parameters = architecture.specs().stream().mapToLong(Spec::count).sum();
        return new ModelFacts(config.text("model_type"), architecture.dimensions(), parameters, types);
    }
}
