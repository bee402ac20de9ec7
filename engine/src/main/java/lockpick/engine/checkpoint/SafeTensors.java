package lockpick.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A safetensors file: eight bytes of header length, a JSON header, then the numbers of every tensor. The whole header is
 * checked against the file before any number is read.
 */
public final class SafeTensors {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long MOST_HEADER_BYTES = 100_000_000;

    private final Path file;
    private final long dataStart;
    private final Map<String, Entry> entries;

    /** Type, shape and place of a tensor; {@code from} and {@code to} count bytes behind the header. */
    private record Entry(DType dtype, long[] shape, long from, long to) {}

    private SafeTensors(Path file, long dataStart, Map<String, Entry> entries) {
        this.file = file;
        this.dataStart = dataStart;
        this.entries = entries;
    }

    /**
     * Reads and checks the header.
     *
     * @throws CheckpointException if the file is not a whole and consistent safetensors file
     */
    public static SafeTensors open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < 8) {
                throw new CheckpointException(
                        file,
                        "is " + size + " bytes long and cannot be a safetensors file;"
                                + " copy it again from where it came");
            }
            long headerBytes = read(channel, 0, 8).getLong();
            if (headerBytes < 2 || headerBytes > Math.min(size - 8, MOST_HEADER_BYTES)) {
                throw new CheckpointException(
                        file,
                        "announces a header of " + headerBytes + " bytes, but has " + (size - 8)
                                + " bytes after that number; it is not a safetensors file, or it was cut off");
            }
            String header = StandardCharsets.UTF_8
                    .decode(read(channel, 8, (int) headerBytes))
                    .toString();
            long dataStart = 8 + headerBytes;
            return new SafeTensors(file, dataStart, entries(file, header, size - dataStart));
        }
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {}
        return buffer.flip();
    }

    private static Map<String, Entry> entries(Path file, String header, long dataBytes) {
        JsonNode root;
        try {
            root = JSON.readTree(header);
        } catch (JacksonException e) {
            throw new CheckpointException(file, "has a header that is not JSON: " + e.getOriginalMessage());
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            if (!property.getKey().equals("__metadata__")) {
                entries.put(property.getKey(), entry(file, property.getKey(), property.getValue(), dataBytes));
            }
        }
        List<Map.Entry<String, Entry>> byPlace = new ArrayList<>(entries.entrySet());
        byPlace.sort(Comparator.comparingLong(named -> named.getValue().from()));
        long end = 0;
        for (Map.Entry<String, Entry> named : byPlace) {
            if (named.getValue().from() < end) {
                throw new CheckpointException(file, "tensor " + named.getKey() + " overlaps another one");
            }
            end = named.getValue().to();
        }
        return entries;
    }

    private static Entry entry(Path file, String name, JsonNode node, long dataBytes) {
        DType dtype = switch (node.path("dtype").asString("")) {
            case "F64" -> DType.FLOAT64;
            case "F32" -> DType.FLOAT32;
            case "F16" -> DType.FLOAT16;
            case "BF16" -> DType.BFLOAT16;
            case "I64" -> DType.INT64;
            case "BOOL" -> DType.BOOL;
            default ->
                throw new CheckpointException(
                        file,
                        "tensor " + name + " has type " + node.path("dtype")
                                + "; known are F64, F32, F16, BF16, I64, BOOL");
        };
        long[] shape =
                node.path("shape").valueStream().mapToLong(JsonNode::asLong).toArray();
        long[] place = node.path("data_offsets")
                .valueStream()
                .mapToLong(JsonNode::asLong)
                .toArray();
        long bytes = dtype.bytes();
        for (long length : shape) {
            bytes = length < 0 ? -1 : Math.multiplyExact(bytes, length);
        }
        if (place.length != 2 || place[0] < 0 || place[1] > dataBytes || place[1] - place[0] != bytes) {
            throw new CheckpointException(
                    file,
                    "tensor " + name + " " + Arrays.toString(shape) + " needs " + bytes
                            + " bytes but is said to lie at "
                            + Arrays.toString(place) + " of " + dataBytes
                            + "; the file was cut off or damaged, get a whole copy");
        }
        return new Entry(dtype, shape, place[0], place[1]);
    }

    public Iterable<String> names() {
        return entries.keySet();
    }

    public boolean has(String name) {
        return entries.containsKey(name);
    }

    public long[] shape(String name) {
        return entry(name).shape().clone();
    }

    /** A tensor as stored, in the innermost open scope. */
    public Tensor read(String name) throws IOException {
        Entry entry = entry(name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer mapped =
                    channel.map(FileChannel.MapMode.READ_ONLY, dataStart + entry.from(), entry.to() - entry.from());
            return Tensor.ofBytes(mapped, entry.dtype(), entry.shape());
        }
    }

    private Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new CheckpointException(file, "has no tensor " + name);
        }
        return entry;
    }

    /** Writes FLOAT32 tensors to a new file, in the order of the map, and waits until the disk has them. */
    public static void write(Path file, Map<String, Tensor> tensors) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        header.putObject("__metadata__").put("format", "pt");
        long end = 0;
        for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
            ObjectNode node = header.putObject(named.getKey()).put("dtype", "F32");
            Arrays.stream(named.getValue().shape()).forEach(node.putArray("shape")::add);
            long bytes = named.getValue().count() * DType.FLOAT32.bytes();
            node.putArray("data_offsets").add(end).add(end + bytes);
            end += bytes;
        }
        String json = JSON.writeValueAsString(header);
        byte[] padded = (json + " ".repeat((8 - json.length() % 8) % 8)).getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer length =
                    ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(padded.length);
            writeAll(channel, length.flip());
            writeAll(channel, ByteBuffer.wrap(padded));
            for (Tensor tensor : tensors.values()) {
                try (var scope = TensorScope.open()) {
                    writeAll(channel, tensor.detach().contiguous().bytes());
                }
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
