package lockpick.engine.checkpoint;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Tensor;

/**
 * The weights of a model folder: {@code model.safetensors}, or shards and the index that says which holds what. Files may
 * be links, as hubs' caches keep them, but only to regular files.
 */
public final class WeightFiles {

    /** Bytes of tensors in a file, unless one alone has more; as Transformers splits them. */
    public static final long SHARD_BYTES = 5_000_000_000L;

    private static final String SINGLE = "model.safetensors";
    private static final String PICKLE = ".*\\.(bin|pt|pth|ckpt)";
    private static final String WEIGHTS = PICKLE + "|.*\\.safetensors(\\.index\\.json)?";
    private static final String CONVERSION =
            "python3 -c \"from transformers import AutoModelForCausalLM as M, AutoTokenizer"
                    + " as T; M.from_pretrained('.', torch_dtype='auto').save_pretrained('safetensors');"
                    + " T.from_pretrained('.').save_pretrained('safetensors')\"";

    private final Path folder;
    private final Map<String, SafeTensors> holders; // of each tensor, in the order they lie in

    private WeightFiles(Path folder, Iterable<SafeTensors> files) {
        this.folder = folder;
        this.holders = new LinkedHashMap<>();
        files.forEach(file -> file.names().forEach(name -> holders.put(name, file)));
    }

    /**
     * Reads and checks the headers of all files, and the index against them.
     *
     * @throws CheckpointException if the folder holds no safetensors, or anything about them does not fit together
     */
    public static WeightFiles open(Path folder) throws IOException {
        Path index = folder.resolve(WeightIndex.FILE);
        Path single = folder.resolve(SINGLE);
        if (Files.exists(index)) {
            return new WeightFiles(folder, shards(index, WeightIndex.read(index)));
        }
        if (Files.exists(single)) {
            return new WeightFiles(folder, List.of(SafeTensors.open(single)));
        }
        throw noSafeTensors(folder);
    }

    private static List<SafeTensors> shards(Path index, WeightIndex content) throws IOException {
        Path single = index.resolveSibling(SINGLE);
        if (Files.exists(single) && !content.shardOf().containsValue(SINGLE)) {
            throw new CheckpointException(index, "stands beside " + SINGLE + ", which it does not name; delete one");
        }
        List<SafeTensors> shards = new ArrayList<>();
        for (Map.Entry<String, Set<String>> named : content.tensorsOf().entrySet()) {
            SafeTensors shard = SafeTensors.open(index.resolveSibling(named.getKey()));
            refuseOthers(shard.file(), "lacks", named.getValue(), shard.names());
            refuseOthers(shard.file(), "holds", shard.names(), named.getValue());
            shards.add(shard);
        }
        return shards;
    }

    private static void refuseOthers(Path shard, String problem, Set<String> names, Set<String> expected) {
        for (String name : names) {
            if (!expected.contains(name)) {
                throw new CheckpointException(
                        shard,
                        problem + " tensor " + StrictJson.named(name) + "; it and " + WeightIndex.FILE
                                + " are not of one model, get both anew");
            }
        }
    }

    private static CheckpointException noSafeTensors(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return new CheckpointException(folder, "is not a folder");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(PICKLE))
                    .sorted()
                    .findFirst()
                    .map(pickle -> new CheckpointException(
                            folder,
                            "holds its weights as a pickle (" + pickle + "), which is not opened because it can run any"
                                    + " program; if you trust it, convert it in that folder by: " + CONVERSION))
                    .orElseGet(() -> new CheckpointException(
                            folder, "holds neither " + SINGLE + " nor " + WeightIndex.FILE + "; get a whole copy"));
        }
    }

    /** In the order of the files and of their headers. */
    public Set<String> names() {
        return Collections.unmodifiableSet(holders.keySet());
    }

    public boolean has(String name) {
        return holders.containsKey(name);
    }

    public long[] shape(String name) {
        return holder(name).shape(name);
    }

    public StoredType type(String name) {
        return holder(name).type(name);
    }

    /** The file that holds this tensor. */
    public Path file(String name) {
        return holder(name).file();
    }

    /** Reads one tensor, as {@link SafeTensors#readInto}. */
    public void readInto(String name, Tensor target) throws IOException {
        holder(name).readInto(name, target);
    }

    /**
     * Reads tensors, as {@link SafeTensors#readInto}, with as many threads as the library has: two take half the time of
     * one where the files are in memory already.
     *
     * @param targets by the names in the files
     */
    public void readInto(Map<String, Tensor> targets) throws IOException {
        List<Map.Entry<String, Tensor>> largestFirst = targets.entrySet().stream()
                .sorted(Comparator.comparingLong(target -> -target.getValue().count()))
                .toList();
        List<Callable<Void>> readings = new ArrayList<>();
        for (Map.Entry<String, Tensor> target : largestFirst) {
            readings.add(() -> {
                Libtorch.setThreads(1); // of this thread
                readInto(target.getKey(), target.getValue());
                return null;
            });
        }
        try (ExecutorService readers = Executors.newFixedThreadPool(Libtorch.threads())) {
            for (Future<Void> reading : readers.invokeAll(readings)) {
                reading.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(folder + ": interrupted while reading weights");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case null, default -> throw new IllegalStateException("weights could not be read", e.getCause());
            }
        }
    }

    private SafeTensors holder(String name) {
        SafeTensors holder = holders.get(name);
        if (holder == null) {
            throw new CheckpointException(folder, "has no tensor " + StrictJson.named(name) + " in its weights");
        }
        return holder;
    }

    /**
     * Writes weights in the order of the map: {@code model.safetensors}, or shards if that would be larger than a shard
     * may be, and their index as the last, so that a folder with an index is complete.
     *
     * @param folder without any weights
     * @param floating the type that floating-point tensors are converted to
     * @param shardBytes most bytes of tensors in one file, such as {@link #SHARD_BYTES}
     */
    public static void write(Path folder, Map<String, Tensor> tensors, DType floating, long shardBytes)
            throws IOException {
        refuseWeightsIn(folder);
        WeightShards shards = WeightShards.of(tensors, floating, shardBytes);
        if (shards.parts().size() == 1) {
            SafeTensors.write(folder.resolve(SINGLE), tensors, floating);
            return;
        }
        Map<String, String> shardOf = new LinkedHashMap<>();
        int number = 0;
        for (Map<String, Tensor> part : shards.parts()) {
            String name = "model-%05d-of-%05d.safetensors"
                    .formatted(++number, shards.parts().size());
            SafeTensors.write(folder.resolve(name), part, floating);
            part.keySet().forEach(tensor -> shardOf.put(tensor, name));
        }
        new WeightIndex(shardOf).write(folder.resolve(WeightIndex.FILE), shards.totalBytes());
    }

    private static void refuseWeightsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> weights = files.filter(
                            file -> file.getFileName().toString().matches(WEIGHTS))
                    .findFirst();
            if (weights.isPresent()) {
                throw new CheckpointException(weights.get(), "is there already; save into a folder without weights");
            }
        }
    }
}
