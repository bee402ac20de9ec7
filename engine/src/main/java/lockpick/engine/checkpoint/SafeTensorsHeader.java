package lockpick.engine.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What a safetensors file starts with: the length of the header in eight bytes, little-endian, and a JSON object that
 * gives type, shape and place of each tensor. Behind it lie the numbers, without a gap.
 *
 * @param dataStart the byte of the file that places are counted from
 * @param tensors in the order of the header
 */
record SafeTensorsHeader(long dataStart, Map<String, StoredTensor> tensors) {

    private static final int LENGTH_BYTES = 8;
    private static final long MOST_BYTES = 16_000_000;
    private static final int MOST_DIMENSIONS = 8;
    private static final String METADATA = "__metadata__";

    /**
     * Reads and checks a header: afterwards the tensors fill the file, each its own part.
     *
     * @throws CheckpointException if anything about it is wrong
     */
    static SafeTensorsHeader read(Path file, FileChannel channel) throws IOException {
        long behind = channel.size() - LENGTH_BYTES;
        if (behind < 0) {
            throw new CheckpointException(
                    file,
                    "is " + channel.size() + " bytes long and cannot be a safetensors file;"
                            + " copy it again from where it came");
        }
        long length = read(channel, 0, LENGTH_BYTES).getLong();
        if (length < 2 || length > behind) {
            throw new CheckpointException(
                    file,
                    "announces a header of " + length + " bytes, but has " + behind
                            + " bytes after that number; it is not a safetensors file, or it was cut off");
        }
        if (length > MOST_BYTES) {
            throw new CheckpointException(
                    file,
                    "announces a header of " + length + " bytes, more than the " + MOST_BYTES
                            + " that any model needs; get a whole copy");
        }
        byte[] json = read(channel, LENGTH_BYTES, (int) length).array();
        try {
            SafeTensorsHeader header = new SafeTensorsHeader(LENGTH_BYTES + length, parse(file, json));
            header.checkPlaces(file, behind - length);
            return header;
        } catch (JacksonException e) {
            throw new CheckpointException(file, "has a header that is not JSON: " + StrictJson.reason(e));
        }
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {}
        return buffer.rewind();
    }

    private static Map<String, StoredTensor> parse(Path file, byte[] json) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        try (JsonParser parser = StrictJson.MAPPER.createParser(StrictJson.utf8(new ByteArrayInputStream(json)))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new CheckpointException(file, "has a header that is not a JSON object");
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                if (name.equals(METADATA)) {
                    parser.skipChildren();
                } else {
                    tensors.put(name, tensor(file, StrictJson.named(name), parser));
                }
            }
            if (parser.nextToken() != null) {
                throw new CheckpointException(file, "has a header with more than one JSON object");
            }
        }
        return tensors;
    }

    private static StoredTensor tensor(Path file, String name, JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new CheckpointException(file, "tensor " + name + " is not described by a JSON object");
        }
        StoredType type = null;
        long[] shape = null;
        long[] place = null;
        for (String key = parser.nextName(); key != null; key = parser.nextName()) {
            parser.nextToken();
            switch (key) {
                case "dtype" -> type = type(file, name, parser);
                case "shape" -> shape = wholeNumbers(file, name, key, parser);
                case "data_offsets" -> place = wholeNumbers(file, name, key, parser);
                default ->
                    throw new CheckpointException(
                            file, "tensor " + name + " has a key " + StrictJson.named(key) + ", which none has");
            }
        }
        if (type == null || shape == null || place == null || place.length != 2) {
            throw new CheckpointException(
                    file, "tensor " + name + " needs dtype, shape and two data_offsets, and lacks one of them");
        }
        return new StoredTensor(type, shape, place[0], place[1]);
    }

    private static StoredType type(Path file, String name, JsonParser parser) {
        String type = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : "";
        return StoredType.named(type)
                .orElseThrow(() -> new CheckpointException(
                        file,
                        "tensor " + name + " has type " + StrictJson.named(type) + "; known are "
                                + Arrays.toString(StoredType.values())));
    }

    private static long[] wholeNumbers(Path file, String name, String key, JsonParser parser) {
        LongStream.Builder numbers = LongStream.builder();
        int count = 0;
        boolean valid = parser.currentToken() == JsonToken.START_ARRAY;
        while (valid && parser.nextToken() != JsonToken.END_ARRAY) {
            long number = wholeNumber(parser);
            numbers.add(number);
            count++;
            valid = number >= 0 && count <= MOST_DIMENSIONS;
        }
        if (!valid) {
            throw new CheckpointException(
                    file,
                    "tensor " + name + " has " + StrictJson.named(parser.getString()) + " in its " + key
                            + "; expected a list of at most " + MOST_DIMENSIONS + " whole numbers of at least 0");
        }
        return numbers.build().toArray();
    }

    /** The number that stands here; negative if it is not one, or beyond 64 bits. */
    private static long wholeNumber(JsonParser parser) {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                ? parser.getLongValue()
                : -1;
    }

    /** One behind the other, from the first byte of data to the last. */
    private void checkPlaces(Path file, long dataBytes) {
        List<Map.Entry<String, StoredTensor>> byPlace = tensors.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.comparingLong(StoredTensor::from)
                        .thenComparingLong(StoredTensor::to))) // an empty tensor before what starts with it
                .toList();
        long end = 0;
        for (Map.Entry<String, StoredTensor> named : byPlace) {
            String name = StrictJson.named(named.getKey());
            StoredTensor tensor = named.getValue();
            if (!tensor.fits(dataBytes)) {
                throw new CheckpointException(
                        file,
                        "tensor " + name + " " + tensor + " is said to lie at bytes [" + tensor.from() + ", "
                                + tensor.to() + "] of " + dataBytes
                                + ", which does not fit; the file was cut off or damaged, get a whole copy");
            }
            if (tensor.from() < end) {
                throw new CheckpointException(file, "tensor " + name + " overlaps another one");
            }
            checkNoGap(file, end, tensor.from());
            end = tensor.to();
        }
        checkNoGap(file, end, dataBytes);
    }

    private static void checkNoGap(Path file, long from, long to) {
        if (from != to) {
            throw new CheckpointException(
                    file,
                    "has bytes that belong to no tensor, " + from + " to " + to
                            + " of its data; it was damaged, get a whole copy");
        }
    }
}
