package lockpick.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightFilesTest {

    private static final String INDEX = "model.safetensors.index.json";

    @TempDir
    private Path folder;

    /** Four tensors of 8 bytes; 16 fit into a shard. */
    @Test
    void weightsAreSpreadOverShardsInTheirOrder() throws IOException {
        save(16);
        assertThat(names(folder))
                .containsExactly("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors", INDEX);
        assertThat(folder.resolve(INDEX)).hasContent("""
                {
                  "metadata": {
                    "total_size": 32
                  },
                  "weight_map": {
                    "a": "model-00001-of-00002.safetensors",
                    "b": "model-00002-of-00002.safetensors",
                    "c": "model-00002-of-00002.safetensors",
                    "d": "model-00001-of-00002.safetensors"
                  }
                }
                """);
        WeightFiles stored = WeightFiles.open(folder);
        assertThat(stored.names()).containsExactly("d", "a", "c", "b");
        assertThat(stored.file("c")).isEqualTo(folder.resolve("model-00002-of-00002.safetensors"));
        assertThat(stored.shape("c")).containsExactly(2);
        assertThat(stored.type("c")).isEqualTo(StoredType.F32);
        assertThat(stored.has("e")).isFalse();
        assertHolds(stored);
    }

    @Test
    void whatFitsIntoOneFileHasNoIndex() throws IOException {
        save(32);
        assertThat(names(folder)).containsExactly("model.safetensors");
        assertHolds(WeightFiles.open(folder));
    }

    @Test
    void aTensorLargerThanAShardHasOneOfItsOwn() throws IOException {
        save(1);
        assertThat(names(folder)).hasSize(5).contains("model-00004-of-00004.safetensors");
        assertHolds(WeightFiles.open(folder));
    }

    @Test
    void aModelWithoutAnyTensorIsOneFile() throws IOException {
        WeightFiles.write(folder, Map.of(), DType.FLOAT32, 1);
        assertThat(WeightFiles.open(folder).names()).isEmpty();
    }

    @Test
    void shardsCountTheBytesThatAreStored() throws IOException {
        try (var scope = TensorScope.open()) {
            WeightFiles.write(folder, weights(), DType.FLOAT16, 16);
        }
        assertThat(names(folder)).containsExactly("model.safetensors");
        assertHolds(WeightFiles.open(folder));
    }

    @Test
    void foldersOfTransformersAreWrittenToTheByteAsTheyWere() throws IOException {
        copyGolden("llama_gqa_linear", "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors", INDEX);
        Path again = Files.createDirectory(folder.resolve("again"));
        try (var scope = TensorScope.open()) {
            WeightFiles stored = WeightFiles.open(folder);
            Map<String, Tensor> weights = new LinkedHashMap<>();
            for (String name : stored.names()) {
                weights.put(name, Tensor.uninitialized(DType.BFLOAT16, stored.shape(name)));
            }
            stored.readInto(weights);
            long firstShard = Files.size(folder.resolve("model-00001-of-00002.safetensors"));
            WeightFiles.write(again, weights, DType.BFLOAT16, firstShard);
        }
        for (String file : names(again)) {
            assertThat(again.resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
        }
        assertThat(names(again)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"model.safetensors", "model-00001-of-00002.safetensors", INDEX, "pytorch_model.bin", "old.pt"})
    void aFolderWithWeightsIsNotSavedInto(String there) throws IOException {
        Files.writeString(folder.resolve(there), "precious");
        assertThatThrownBy(() -> save(16))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(folder.resolve(there) + ": is there already; save into a folder without weights");
        assertThat(names(folder)).containsExactly(there);
        assertThat(folder.resolve(there)).hasContent("precious");
    }

    @Test
    void picklesAreRefusedWithTheReasonAndTheWayOut() throws IOException {
        Files.createFile(folder.resolve("pytorch_model-00001-of-00002.bin"));
        assertThatThrownBy(() -> WeightFiles.open(folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(folder
                        + ": holds its weights as a pickle (pytorch_model-00001-of-00002.bin), which is not opened because"
                        + " it can run any program; if you trust it, convert it in that folder by: python3 -c \"from"
                        + " transformers import");
    }

    @Test
    void aFolderWithoutWeightsIsRefused() {
        assertRefused(folder, "holds neither model.safetensors nor model.safetensors.index.json");
        assertThatThrownBy(() -> WeightFiles.open(folder.resolve("none")))
                .hasMessageEndingWith("none: is not a folder");
    }

    @Test
    void aMissingShardIsNamed() throws IOException {
        save(16);
        Files.delete(folder.resolve("model-00002-of-00002.safetensors"));
        assertRefused(folder.resolve("model-00002-of-00002.safetensors"), "does not exist; get a whole copy");
    }

    @Test
    void aShardMayBeALinkToAFileAndToNothingElse() throws IOException {
        save(16);
        Path shard = folder.resolve("model-00001-of-00002.safetensors");
        Path blob =
                Files.move(shard, Files.createDirectory(folder.resolve("blobs")).resolve("5f1c"));
        Files.createSymbolicLink(shard, blob);
        assertHolds(WeightFiles.open(folder));
        Files.delete(shard);
        Files.createSymbolicLink(shard, blob.getParent());
        assertRefused(shard, "is not a regular file");
    }

    @Test
    void anIndexOfAnotherModelIsRefused() throws IOException {
        save(16);
        String shard = "model-00001-of-00002.safetensors";
        index("\"b\"", "\"e\"");
        assertRefused(folder.resolve("model-00002-of-00002.safetensors"), "lacks tensor e; it and " + INDEX);
        index("\"e\"", "\"b\"");
        index("    \"d\": \"" + shard + "\"", "    \"d\": \"model-00002-of-00002.safetensors\"");
        assertRefused(folder.resolve(shard), "holds tensor d; it and " + INDEX + " are not of one model");
    }

    @Test
    void aSingleFileBesideAnIndexThatDoesNotNameItIsRefused() throws IOException {
        save(16);
        Files.createFile(folder.resolve("model.safetensors"));
        assertRefused(folder.resolve(INDEX), "stands beside model.safetensors, which it does not name; delete one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../model-00001-of-00002.safetensors",
                "/etc/model.safetensors",
                "..",
                ".hidden.safetensors",
                "sub/model.safetensors",
                "sub\\\\model.safetensors",
                "model.bin",
                "model\\u0000.safetensors",
                ""
            })
    void aShardThatIsNoPlainNameIsRefused(String shard) throws IOException {
        save(16);
        index("    \"a\": \"model-00001-of-00002.safetensors\"", "    \"a\": \"" + shard + "\"");
        assertRefused(
                folder.resolve(INDEX), "weight_map.a = \"" + shard + "\"; expected the name of a safetensors file");
    }

    @Test
    void aTensorThatIsNotThereIsNamed() throws IOException {
        save(16);
        WeightFiles stored = WeightFiles.open(folder);
        try (var scope = TensorScope.open()) {
            Tensor target = Tensor.zeros(DType.FLOAT32, 2);
            assertThatThrownBy(() -> stored.readInto(Map.of("a", target, "e", target)))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessage(folder + ": has no tensor e in its weights");
        }
    }

    @Test
    void readingLeavesNoTensorBehind() throws IOException {
        save(16);
        long before = TensorScope.liveTensors();
        assertHolds(WeightFiles.open(folder));
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
    }

    private void save(long shardBytes) throws IOException {
        try (var scope = TensorScope.open()) {
            WeightFiles.write(folder, weights(), DType.FLOAT32, shardBytes);
        }
    }

    private static Map<String, Tensor> weights() {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (String name : new String[] {"d", "a", "c", "b"}) {
            weights.put(name, Tensor.of(new float[] {name.charAt(0), -1}, 2));
        }
        return weights;
    }

    private static void assertHolds(WeightFiles stored) throws IOException {
        try (var scope = TensorScope.open()) {
            Map<String, Tensor> targets = new LinkedHashMap<>();
            for (String name : stored.names()) {
                targets.put(name, Tensor.zeros(DType.FLOAT64, 2));
            }
            stored.readInto(targets);
            assertThat(targets).hasSize(4);
            targets.forEach((name, values) -> assertThat(values.toDoubles()).containsExactly(name.charAt(0), -1));
        }
    }

    private void index(String old, String changed) throws IOException {
        Path index = folder.resolve(INDEX);
        String text = Files.readString(index);
        assertThat(text).contains(old);
        Files.writeString(index, text.replace(old, changed));
    }

    private void copyGolden(String model, String... files) throws IOException {
        for (String file : files) {
            try (InputStream golden = getClass().getResourceAsStream("/golden/models/" + model + "/" + file)) {
                Files.copy(golden, folder.resolve(file));
            }
        }
    }

    private static String[] names(Path folder) {
        return Arrays.stream(folder.toFile().list((parent, name) -> name.contains(".")))
                .sorted()
                .toArray(String[]::new);
    }

    private void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> WeightFiles.open(folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message);
    }
}
