package lockpick.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

class SafeTensorsTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadBackToTheBit() throws IOException {
        try (var scope = TensorScope.open()) {
            float[] odd = {0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NEGATIVE_INFINITY, Float.NaN};
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put("weights", Tensor.of(odd, 2, 3));
            tensors.put("transposed", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2).transpose(0, 1));
            tensors.put("scalar", Tensor.full(7, DType.FLOAT32));
            tensors.put("höhe", Tensor.of(new float[] {5}, 1, 1, 1));
            Path file = folder.resolve("model.safetensors");

            SafeTensors.write(file, tensors);
            SafeTensors stored = SafeTensors.open(file);

            assertThat(stored.names()).containsExactly("weights", "transposed", "scalar", "höhe");
            assertThat(bits(stored.read("weights"))).isEqualTo(bits(tensors.get("weights")));
            assertThat(stored.read("transposed").toFloats()).containsExactly(1, 3, 2, 4);
            assertThat(stored.shape("scalar")).isEmpty();
            assertThat(stored.read("scalar").item()).isEqualTo(7);
            assertThat(stored.shape("höhe")).containsExactly(1, 1, 1);
        }
    }

    @Test
    void writingWhatWasReadGivesTheSameFile() throws IOException {
        try (var scope = TensorScope.open()) {
            Path first = folder.resolve("first.safetensors");
            Path second = folder.resolve("second.safetensors");
            SafeTensors.write(first, Map.of("a", Tensor.of(new float[] {1, 2, 3}, 3)));
            SafeTensors.write(second, Map.of("a", SafeTensors.open(first).read("a")));

            assertThat(second).hasSameBinaryContentAs(first);
            long header = ByteBuffer.wrap(Files.readAllBytes(first))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getLong();
            assertThat(header % 8)
                    .as("numbers start at a multiple of eight bytes")
                    .isZero();
        }
    }

    @Test
    void halfPrecisionAndDoublesAreReadAsTheyAre() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        data.putShort((short) 0x3c00).putShort((short) 0xc100); // F16: 1 and −2.5
        data.putShort((short) 0x3f80).putShort((short) 0xc020); // BF16: 1 and −2.5
        data.putDouble(1 / 3.0).putLong(-5).put((byte) 1).put((byte) 0);
        Path file = file("""
                {"f16": {"dtype": "F16", "shape": [2], "data_offsets": [0, 4]},
                 "bf16": {"dtype": "BF16", "shape": [2], "data_offsets": [4, 8]},
                 "f64": {"dtype": "F64", "shape": [1], "data_offsets": [8, 16]},
                 "i64": {"dtype": "I64", "shape": [1], "data_offsets": [16, 24]},
                 "bool": {"dtype": "BOOL", "shape": [2], "data_offsets": [24, 26]},
                 "empty": {"dtype": "F32", "shape": [0, 3], "data_offsets": [26, 26]}}""", Arrays.copyOf(data.array(), 26));
        SafeTensors stored = SafeTensors.open(file);
        try (var scope = TensorScope.open()) {
            assertThat(stored.read("f16").to(DType.FLOAT32).toFloats()).containsExactly(1, -2.5f);
            assertThat(stored.read("bf16").to(DType.FLOAT32).toFloats()).containsExactly(1, -2.5f);
            assertThat(stored.read("f64").toDoubles()).containsExactly(1 / 3.0);
            assertThat(stored.read("i64").toLongs()).containsExactly(-5);
            assertThat(stored.read("bool").toDoubles()).containsExactly(1, 0);
            assertThat(stored.read("empty").count()).isZero();
        }
    }

    @Test
    void aBufferOfAnotherTypeStandsInNobodysWay() throws IOException {
        Path file = file("""
                {"mask": {"dtype": "U8", "shape": [2], "data_offsets": [0, 2]},
                 "w": {"dtype": "F16", "shape": [1], "data_offsets": [2, 4]}}""", new byte[4]);
        SafeTensors stored = SafeTensors.open(file);
        try (var scope = TensorScope.open()) {
            assertThat(stored.read("w").count()).isOne();
            assertThatThrownBy(() -> stored.read("mask"))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessage(file + ": tensor mask has type U8, which cannot be read as weights");
        }
    }

    @Test
    void aTensorThatIsNotThereIsNamed() throws IOException {
        SafeTensors stored = SafeTensors.open(file("{}", new byte[0]));
        try (var scope = TensorScope.open()) {
            assertThat(stored.has("head")).isFalse();
            assertThatThrownBy(() -> stored.read("head"))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("has no tensor head");
        }
    }

    /** Headers that do not describe eight bytes of data. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "malformed-headers.csv", numLinesToSkip = 1, delimiter = '|', quoteCharacter = '\'')
    void aMalformedHeaderIsRefused(String what, String header, String message) throws IOException {
        Path file = file(header, new byte[8]);

        assertThatThrownBy(() -> SafeTensors.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void anAbsurdHeaderLengthIsRefused() throws IOException {
        for (long length : new long[] {-1, Long.MIN_VALUE, 0, 1, 9, 1L << 40, Long.MAX_VALUE}) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
            Path file = Files.write(folder.resolve("length"), bytes.array());
            assertThatThrownBy(() -> SafeTensors.open(file))
                    .as("%d", length)
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("announces a header of " + length + " bytes, but has 8 bytes");
        }
    }

    @Test
    void aFileCutOffAnywhereIsRefused() throws IOException {
        byte[] whole = small();
        for (int length = 0; length < whole.length; length++) {
            Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SafeTensors.open(file))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageStartingWith(file + ": ");
        }
    }

    @Test
    void whateverIsDamagedNothingElseComesOut() throws IOException {
        byte[] whole = small();
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            byte[] damaged = whole.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                damaged[random.nextInt(damaged.length)] = (byte)
                        (random.nextBoolean() ? random.nextInt(256) : "0123456789-[]{}\",:".charAt(random.nextInt(18)));
            }
            Path file = Files.write(folder.resolve("damaged"), damaged);
            try (var scope = TensorScope.open()) {
                SafeTensors stored = SafeTensors.open(file);
                for (String name : stored.names()) {
                    stored.read(name);
                }
            } catch (CheckpointException e) {
                assertThat(e).hasMessageContaining(file.toString());
            } catch (RuntimeException | Error e) {
                throw new AssertionError("round " + round + ", seed " + seed, e);
            }
        }
    }

    @Test
    void anExistingFileIsNeitherOverwrittenNorDeleted() throws IOException {
        Path file = Files.writeString(folder.resolve("model.safetensors"), "precious");
        try (var scope = TensorScope.open()) {
            Map<String, Tensor> tensors = Map.of("a", Tensor.of(new float[] {1}, 1));
            assertThatThrownBy(() -> SafeTensors.write(file, tensors)).isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThat(file).hasContent("precious");
        assertThat(folder).isDirectoryNotContaining("glob:**.partial");
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void everyTypeIsWrittenAsItIs(DType dtype) throws IOException {
        Path file = folder.resolve("model.safetensors");
        try (var scope = TensorScope.open()) {
            Tensor tensor = Tensor.of(new double[] {0, 1, 1, 0, 1, 0}, 3, 2).to(dtype);
            SafeTensors.write(file, Map.of("a", tensor));
            Tensor read = SafeTensors.open(file).read("a");
            assertThat(read).hasToString(tensor.toString());
            assertThat(read.toDoubles()).containsExactly(0, 1, 1, 0, 1, 0);
        }
    }

    @Test
    void floatingPointNumbersAreConvertedOnTheWayToTheFileAndOthersStay() throws IOException {
        Path file = folder.resolve("model.safetensors");
        try (var scope = TensorScope.open()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put("weights", Tensor.of(new float[] {1 / 3f, -2}, 2));
            tensors.put("ids", Tensor.of(new long[] {1L << 40}, 1));
            SafeTensors.write(file, tensors, DType.BFLOAT16);
            SafeTensors stored = SafeTensors.open(file);
            assertThat(stored.type("weights")).isEqualTo(StoredType.BF16);
            // The nearest to 1/3 with 8 bits: 171/512.
            assertThat(stored.read("weights").toDoubles()).containsExactly(171 / 512.0, -2);
            assertThat(stored.read("ids").toLongs()).containsExactly(1L << 40);
        }
    }

    /** Larger than what is read at once, with lengths that no halving divides. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "BFLOAT16", "FLOAT64"})
    void tensorsOfSeveralPiecesAreReadAndWrittenWhateverTheirTypeAndOrder(DType target) throws IOException {
        Path file = folder.resolve("model.safetensors");
        long seed = new Random().nextLong();
        try (var scope = TensorScope.open()) {
            float[] values = new float[3 * 1_234_567];
            Random random = new Random(seed);
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(512) - 256; // exact in every type
            }
            Tensor written = Tensor.of(values, 1, 3, 1_234_567);
            SafeTensors.write(file, Map.of("a", written.transpose(1, 2)), DType.FLOAT16);
            Tensor inPlace = Tensor.zeros(target, 1, 1_234_567, 3);
            Tensor otherOrder = Tensor.zeros(target, 1, 3, 1_234_567);
            SafeTensors stored = SafeTensors.open(file);
            stored.readInto("a", inPlace);
            stored.readInto("a", otherOrder.transpose(1, 2));
            assertThat(otherOrder.to(DType.FLOAT32).toFloats())
                    .as("seed %d", seed)
                    .isEqualTo(values);
            assertThat(inPlace.transpose(1, 2).to(DType.FLOAT32).toFloats())
                    .as("seed %d", seed)
                    .isEqualTo(values);
        }
    }

    @Test
    void aPartOfALargerTensorCanBeReadInto() throws IOException {
        Path file = folder.resolve("model.safetensors");
        try (var scope = TensorScope.open()) {
            SafeTensors.write(file, Map.of("a", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2)));
            Tensor fused = Tensor.zeros(DType.FLOAT32, 3, 4);
            SafeTensors.open(file).readInto("a", fused.narrow(0, 1, 2).narrow(1, 2, 2));
            assertThat(fused.toFloats()).containsExactly(0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 3, 4);
        }
    }

    @Test
    void aParameterWithAGradientCanBeReadInto() throws IOException {
        Path file = folder.resolve("model.safetensors");
        try (var scope = TensorScope.open()) {
            SafeTensors.write(file, Map.of("a", Tensor.of(new float[] {1, 2}, 2)));
            Tensor parameter = Tensor.zeros(DType.FLOAT64, 2).collectGradientIn(Tensor.zeros(DType.FLOAT64, 2));
            SafeTensors.open(file).readInto("a", parameter);
            assertThat(parameter.detach().toDoubles()).containsExactly(1, 2);
        }
    }

    @Test
    void aTargetThatDoesNotFitIsRefused() throws IOException {
        Path file = folder.resolve("model.safetensors");
        try (var scope = TensorScope.open()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put("a", Tensor.of(new float[] {1, 2}, 2));
            tensors.put("ids", Tensor.of(new long[] {1, 2}, 2));
            SafeTensors.write(file, tensors);
            SafeTensors stored = SafeTensors.open(file);
            assertThatThrownBy(() -> stored.readInto("a", Tensor.zeros(DType.FLOAT32, 1, 2)))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessage(file + ": tensor a is [2], but the model needs [1, 2]");
            assertThatThrownBy(() -> stored.readInto("ids", Tensor.zeros(DType.FLOAT32, 2)))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessage(file + ": tensor ids has type I64, which cannot be read as FLOAT32");
        }
    }

    @Test
    void aFileThatShrinksMeanwhileIsNamed() throws IOException {
        Path file = folder.resolve("model.safetensors");
        try (var scope = TensorScope.open()) {
            SafeTensors.write(file, Map.of("a", Tensor.zeros(DType.FLOAT32, 100)));
            SafeTensors stored = SafeTensors.open(file);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() - 1);
            }
            assertThatThrownBy(() -> stored.read("a"))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("was cut off while it was read");
        }
    }

    @Test
    void whatIsNoFileIsNamed() {
        assertThatThrownBy(() -> SafeTensors.open(folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(folder + ": is not a regular file");
        assertThatThrownBy(() -> SafeTensors.open(folder.resolve("none")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("none: does not exist");
    }

    @Test
    void aFileThatCannotBeWrittenLeavesNothing() {
        try (var scope = TensorScope.open()) {
            Path file = folder.resolve("missing").resolve("model.safetensors");
            Map<String, Tensor> tensors = Map.of("a", Tensor.zeros(DType.FLOAT32, 1));
            assertThatThrownBy(() -> SafeTensors.write(file, tensors)).isInstanceOf(NoSuchFileException.class);
        }
        assertThat(folder).isEmptyDirectory();
    }

    private byte[] small() throws IOException {
        try (var scope = TensorScope.open()) {
            Path file = folder.resolve("small.safetensors");
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put("a", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
            tensors.put("b", Tensor.of(new float[] {1, 2}, 2));
            SafeTensors.write(file, tensors);
            return Files.readAllBytes(file);
        }
    }

    private Path file(String header, byte[] data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json).put(data);
        return Files.write(folder.resolve("made.safetensors"), bytes.array());
    }

    private static int[] bits(Tensor tensor) {
        ByteBuffer bytes = tensor.bytes();
        int[] bits = new int[bytes.remaining() / 4];
        bytes.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(bits);
        return bits;
    }
}
