package lockpick.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code model.safetensors.index.json}: which shard holds which tensor. Its {@code metadata.total_size} is written but
 * not relied on, since converters leave there the size of what they converted from.
 *
 * @param shardOf name of a tensor to name of a file in the same folder
 */
record WeightIndex(Map<String, String> shardOf) {

    static final String FILE = "model.safetensors.index.json";

    private static final long MOST_BYTES = 16_000_000;
    private static final String PLAIN_NAME = "\\w[\\w.-]{0,200}\\.safetensors";

    /**
     * Reads an index.
     *
     * @throws CheckpointException if it maps no tensor, or one to anything but the plain name of a safetensors file
     */
    static WeightIndex read(Path file) throws IOException {
        JsonNode map = StrictJson.readObject(file, MOST_BYTES).path("weight_map");
        if (!map.isObject() || map.isEmpty()) {
            throw new CheckpointException(
                    file, "has no weight_map that says which file holds which tensor; get a whole copy");
        }
        Map<String, String> shardOf = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            if (!entry.getValue().isString() || !entry.getValue().asString().matches(PLAIN_NAME)) {
                throw new CheckpointException(
                        file,
                        "weight_map." + StrictJson.named(entry.getKey()) + " = " + StrictJson.shown(entry.getValue())
                                + "; expected the name of a safetensors file in the same folder, without any path");
            }
            shardOf.put(entry.getKey(), entry.getValue().asString());
        }
        return new WeightIndex(shardOf);
    }

    /** Names of the tensors in each shard. */
    Map<String, Set<String>> tensorsOf() {
        return shardOf.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, TreeMap::new, Collectors.mapping(Map.Entry::getKey, Collectors.toSet())));
    }

    /** Writes a new file, names in alphabetical order. */
    void write(Path file, long totalBytes) throws IOException {
        ObjectNode root = StrictJson.MAPPER.createObjectNode();
        root.putObject("metadata").put("total_size", totalBytes);
        ObjectNode map = root.putObject("weight_map");
        new TreeMap<>(shardOf).forEach(map::put);
        StrictJson.write(file, root);
    }
}
