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
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A safetensors file: eight bytes of header length, a JSON header, then the numbers of every tensor. The whole header is
 * checked against the file before any number is read.
 */
public final class SafeTensors {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final long MOST_HEADER_BYTES = 100_000_000;

    private final Path file;
    private final long dataStart;
    private final Map<String, Entry> entries;

    /** Type, shape and place of a tensor; {@code from} and {@code to} count bytes behind the header. */
    private record Entry(StoredType type, long[] shape, long from, long to) {}

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
        if (!root.isObject()) {
            throw new CheckpointException(file, "has a header that is not a JSON object");
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            if (!property.getKey().equals("__metadata__")) {
                entries.put(property.getKey(), entry(file, property.getKey(), property.getValue(), dataBytes));
            }
        }
        List<Map.Entry<String, Entry>> byPlace = new ArrayList<>(entries.entrySet());
        byPlace.sort(Comparator.comparingLong(
                        (Map.Entry<String, Entry> named) -> named.getValue().from())
                .thenComparingLong(named -> named.getValue().to())); // an empty tensor before what starts with it
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
        StoredType type = StoredType.named(node.path("dtype").asString(""))
                .orElseThrow(() -> new CheckpointException(
                        file,
                        "tensor " + name + " has type " + node.path("dtype") + "; known are "
                                + Arrays.toString(StoredType.values())));
        long[] shape = wholeNumbers(file, name, node, "shape");
        long[] place = wholeNumbers(file, name, node, "data_offsets");
        if (place.length != 2
                || place[0] > place[1]
                || place[1] > dataBytes
                || !holds(shape, type.bytes(), place[1] - place[0])) {
            throw new CheckpointException(
                    file,
                    "tensor " + name + " " + type + " " + Arrays.toString(shape) + " is said to lie at bytes "
                            + Arrays.toString(place) + " of " + dataBytes
                            + ", which does not fit; the file was cut off or damaged, get a whole copy");
        }
        return new Entry(type, shape, place[0], place[1]);
    }

    private static long[] wholeNumbers(Path file, String name, JsonNode node, String key) {
        JsonNode numbers = node.path(key);
        if (!numbers.isArray()
                || !numbers.valueStream()
                        .allMatch(number ->
                                number.isIntegralNumber() && number.canConvertToLong() && number.asLong() >= 0)) {
            throw new CheckpointException(
                    file,
                    "tensor " + name + " has " + key + " = " + numbers + "; expected whole numbers of at least 0");
        }
        return numbers.valueStream().mapToLong(JsonNode::asLong).toArray();
    }

    /** Whether numbers of this shape, each so many bytes, fill these bytes; no product overflows. */
    private static boolean holds(long[] shape, long bytesEach, long bytes) {
        long count = bytes / bytesEach;
        if (count * bytesEach != bytes) {
            return false;
        }
        if (count == 0) {
            return Arrays.stream(shape).anyMatch(length -> length == 0);
        }
        for (long length : shape) {
            if (length == 0 || count % length != 0) {
                return false;
            }
            count /= length;
        }
        return count == 1;
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

    /**
     * A tensor as stored, in the innermost open scope.
     *
     * @throws CheckpointException if there is none of this name, or its type is one that models do not compute with
     */
    public Tensor read(String name) throws IOException {
        Entry entry = entry(name);
        DType dtype = entry.type()
                .dtype()
                .orElseThrow(() -> new CheckpointException(
                        file, "tensor " + name + " has type " + entry.type() + ", which cannot be read as weights"));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer mapped =
                    channel.map(FileChannel.MapMode.READ_ONLY, dataStart + entry.from(), entry.to() - entry.from());
            return Tensor.ofBytes(mapped, dtype, entry.shape());
        }
    }

    private Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new CheckpointException(file, "has no tensor " + name);
        }
        return entry;
    }

    /**
     * Writes FLOAT32 tensors to a new file, in the order of the map, and waits until the disk has them.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is such a file; it stays as it is
     */
    public static void write(Path file, Map<String, Tensor> tensors) throws IOException {
        byte[] header = header(tensors);
        FileChannel created = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = created) {
            ByteBuffer length =
                    ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length);
            writeAll(channel, length.flip());
            writeAll(channel, ByteBuffer.wrap(header));
            for (Tensor tensor : tensors.values()) {
                try (var scope = TensorScope.open()) {
                    writeAll(channel, tensor.detach().contiguous().bytes());
                }
            }
            channel.force(true);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** The JSON header, with blanks behind it up to a multiple of eight bytes. */
    private static byte[] header(Map<String, Tensor> tensors) {
        ObjectNode header = JSON.createObjectNode();
        header.putObject("__metadata__").put("format", "pt");
        long end = 0;
        for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
            Tensor tensor = named.getValue();
            if (tensor.dtype() != DType.FLOAT32) {
                throw new IllegalArgumentException(
                        "tensor " + named.getKey() + " is " + tensor + ", but only FLOAT32 is written");
            }
            ObjectNode node = header.putObject(named.getKey()).put("dtype", "F32");
            Arrays.stream(tensor.shape()).forEach(node.putArray("shape")::add);
            long bytes = tensor.count() * DType.FLOAT32.bytes();
            node.putArray("data_offsets").add(end).add(end + bytes);
            end += bytes;
        }
        byte[] json = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
