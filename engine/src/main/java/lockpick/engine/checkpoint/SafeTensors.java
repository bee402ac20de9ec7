package lockpick.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import tools.jackson.databind.node.ObjectNode;

/**
 * A safetensors file: a header, then the numbers of every tensor. The whole header is checked against the file before
 * any number is read. Numbers go from the file straight into the memory of tensors, without a second copy.
 */
public final class SafeTensors {

    private final Path file;
    private final SafeTensorsHeader header;

    private SafeTensors(Path file, SafeTensorsHeader header) {
        this.file = file;
        this.header = header;
    }

    /**
     * Reads and checks the header.
     *
     * @throws CheckpointException if the file is not there, or not a whole and consistent safetensors file
     */
    public static SafeTensors open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException(
                    file,
                    Files.exists(file) ? "is not a regular file" : "does not exist; get a whole copy of the folder");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new SafeTensors(file, SafeTensorsHeader.read(file, channel));
        }
    }

    public Path file() {
        return file;
    }

    /** In the order of the header. */
    public Set<String> names() {
        return Collections.unmodifiableSet(header.tensors().keySet());
    }

    public boolean has(String name) {
        return header.tensors().containsKey(name);
    }

    public long[] shape(String name) {
        return stored(name).shape().clone();
    }

    public StoredType type(String name) {
        return stored(name).type();
    }

    /**
     * A tensor as stored, in the innermost open scope.
     *
     * @throws CheckpointException if there is none of this name, or its type is one that models do not compute with
     */
    public Tensor read(String name) throws IOException {
        StoredTensor stored = stored(name);
        DType dtype = stored.type().dtype().orElseThrow(() -> unreadable(name, "weights"));
        Tensor tensor = Tensor.uninitialized(dtype, stored.shape());
        readInto(name, tensor);
        return tensor;
    }

    /**
     * Reads a tensor into another's memory, converted if that has another floating-point type. Takes memory for two million
     * numbers at most, and none where type, order and device are those of the file.
     *
     * @param target of the stored shape, contiguous or not
     * @throws CheckpointException if there is none of this name, its shape is another, or its type cannot be converted
     */
    public void readInto(String name, Tensor target) throws IOException {
        StoredTensor stored = stored(name);
        if (!Arrays.equals(stored.shape(), target.shape())) {
            throw new CheckpointException(
                    file,
                    "tensor " + StrictJson.named(name) + " is " + Arrays.toString(stored.shape())
                            + ", but the model needs " + Arrays.toString(target.shape()));
        }
        StoredType wanted = StoredType.of(target.dtype());
        if (stored.type() != wanted && !(stored.type().isFloating() && wanted.isFloating())) {
            throw unreadable(name, target.dtype().toString());
        }
        DType dtype = stored.type().dtype().orElseThrow();
        long start = header.dataStart() + stored.from();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            TensorPieces.forEach(target.detach(), (piece, first) -> {
                long at = start + first * dtype.bytes();
                if (piece.dtype() == dtype && !piece.device().isCuda() && piece.isContiguous()) {
                    fill(piece.bytes(), channel, at);
                } else {
                    try (var step = TensorScope.open()) {
                        Tensor asStored = Tensor.uninitialized(dtype, piece.shape());
                        fill(asStored.bytes(), channel, at);
                        piece.copy_(asStored);
                    }
                }
            });
        }
    }

    private void fill(ByteBuffer bytes, FileChannel channel, long at) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new CheckpointException(file, "was cut off while it was read; get a whole copy");
            }
        }
    }

    private CheckpointException unreadable(String name, String as) {
        return new CheckpointException(
                file,
                "tensor " + StrictJson.named(name) + " has type " + type(name) + ", which cannot be read as " + as);
    }

    private StoredTensor stored(String name) {
        StoredTensor stored = header.tensors().get(name);
        if (stored == null) {
            throw new CheckpointException(file, "has no tensor " + StrictJson.named(name));
        }
        return stored;
    }

    /**
     * Writes tensors as they are to a new file, in the order of the map; whenever the file is there, it is whole.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is such a file; it stays as it is
     */
    public static void write(Path file, Map<String, Tensor> tensors) throws IOException {
        write(file, tensors, tensor -> StoredType.of(tensor.dtype()));
    }

    /** As {@link #write(Path, Map)}, with floating-point tensors converted to this type on the way. */
    public static void write(Path file, Map<String, Tensor> tensors, DType floating) throws IOException {
        write(file, tensors, tensor -> StoredType.of(tensor.dtype(), floating));
    }

    private static void write(Path file, Map<String, Tensor> tensors, Function<Tensor, StoredType> types)
            throws IOException {
        byte[] header = header(tensors, types);
        WholeFile.write(file, channel -> {
            WholeFile.writeAll(
                    channel,
                    ByteBuffer.allocate(8)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(header.length)
                            .flip());
            WholeFile.writeAll(channel, ByteBuffer.wrap(header));
            try (var scope = TensorScope.open();
                    var noGrad = Libtorch.noGrad()) {
                for (Tensor tensor : tensors.values()) {
                    DType dtype = types.apply(tensor).dtype().orElseThrow();
                    TensorPieces.forEach(tensor.detach(), (piece, first) -> {
                        try (var step = TensorScope.open()) {
                            WholeFile.writeAll(
                                    channel,
                                    piece.to(Device.CPU).to(dtype).contiguous().bytes());
                        }
                    });
                }
            }
        });
    }

    /** The JSON header, with blanks behind it up to a multiple of eight bytes. */
    private static byte[] header(Map<String, Tensor> tensors, Function<Tensor, StoredType> types) {
        ObjectNode header = StrictJson.MAPPER.createObjectNode();
        header.putObject("__metadata__").put("format", "pt");
        long end = 0;
        for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
            Tensor tensor = named.getValue();
            StoredType type = types.apply(tensor);
            ObjectNode node = header.putObject(named.getKey()).put("dtype", type.name());
            Arrays.stream(tensor.shape()).forEach(node.putArray("shape")::add);
            long bytes = tensor.count() * type.bytes();
            node.putArray("data_offsets").add(end).add(end + bytes);
            end += bytes;
        }
        byte[] json = StrictJson.MAPPER.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }
}
