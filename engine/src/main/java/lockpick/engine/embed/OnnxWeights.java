package lockpick.engine.embed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The weights in an ONNX file whose matrices are quantized to bytes (opset 11, {@code onnx.quantize}): value =
 * (byte − zero point) · scale, with one scale for all or one for each column.
 */
final class OnnxWeights {

    private static final int GRAPH = 7; // of the model
    private static final int NODE = 1; // of the graph, as INITIALIZER
    private static final int INITIALIZER = 5;
    private static final int UINT8 = 2; // types of a tensor, as INT8
    private static final int INT8 = 3;

    private final Map<String, Stored> stored = new HashMap<>();
    private final Map<String, String> matrices = new HashMap<>(); // by the name of the node that multiplies

    /** @param raw little-endian; small numbers of other types widened to 4 bytes */
    private record Stored(long[] shape, int type, ByteBuffer raw) {}

    OnnxWeights(ByteBuffer file) {
        ProtobufFields model = new ProtobufFields(file);
        while (model.next()) {
            if (model.number() == GRAPH) {
                ProtobufFields graph = new ProtobufFields(model.bytes());
                while (graph.next()) {
                    switch (graph.number()) {
                        case NODE -> readNode(new ProtobufFields(graph.bytes()));
                        case INITIALIZER -> readTensor(new ProtobufFields(graph.bytes()));
                        default -> {}
                    }
                }
            }
        }
    }

    private void readNode(ProtobufFields node) {
        List<String> inputs = new ArrayList<>();
        String name = "";
        String operation = "";
        while (node.next()) {
            switch (node.number()) {
                case 1 -> inputs.add(text(node));
                case 3 -> name = text(node);
                case 4 -> operation = text(node);
                default -> {}
            }
        }
        if (operation.equals("MatMulInteger") && inputs.size() > 1) {
            matrices.put(name, inputs.get(1));
        }
    }

    private void readTensor(ProtobufFields tensor) {
        List<Long> shape = new ArrayList<>();
        int type = 0;
        String name = "";
        ByteBuffer raw = ByteBuffer.allocate(0);
        while (tensor.next()) {
            switch (tensor.number()) {
                case 1 -> shape.add(tensor.whole());
                case 2 -> type = (int) tensor.whole();
                case 4, 9 -> raw = tensor.bytes(); // floats, or bytes as they are
                case 5 -> raw = packed(tensor.bytes());
                case 8 -> name = text(tensor);
                default -> {}
            }
        }
        stored.put(name, new Stored(shape.stream().mapToLong(n -> n).toArray(), type, raw));
    }

    /** Small numbers that protobuf wrote one after the other, each in as many bytes as it needs. */
    private static ByteBuffer packed(ByteBuffer written) {
        ByteBuffer bytes = ByteBuffer.allocate(written.remaining());
        while (written.hasRemaining()) {
            byte low = written.get();
            byte last = low;
            byte second = 0;
            for (int i = 1; last < 0; i++) {
                last = written.get();
                second = i == 1 ? last : second;
            }
            bytes.put((byte) ((low & 0x7f) | (second << 7)));
        }
        return bytes.flip();
    }

    private static String text(ProtobufFields field) {
        return StandardCharsets.UTF_8.decode(field.bytes()).toString();
    }

    /** Numbers that are stored as they are. */
    float[] floats(String name, long... shape) {
        return floats(get(name, shape).raw());
    }

    private static float[] floats(ByteBuffer raw) {
        float[] values = new float[raw.remaining() / Float.BYTES];
        raw.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    /** A quantized table or matrix, in row-major order. */
    Quantized quantized(String name, long... shape) {
        Stored values = get(name + "_quantized", shape);
        if (values.type() != UINT8 && values.type() != INT8) {
            throw new IllegalArgumentException(name + " is not quantized");
        }
        return new Quantized(
                values.raw(),
                values.type() == INT8,
                floats(get(name + "_scale").raw()),
                get(name + "_zero_point").raw(),
                (int) shape[1]);
    }

    /** The matrix of a layer, [in, out]. */
    Quantized matrix(String layer, long... shape) {
        String name = matrices.get("/"
                + layer.replace("encoder.layer.", "encoder/layer~")
                        .replace('.', '/')
                        .replace('~', '.') + "/MatMul_quant");
        if (name == null) {
            throw new IllegalArgumentException("no matrix of " + layer);
        }
        return quantized(name.replaceFirst("_quantized$", ""), shape);
    }

    private Stored get(String name, long... shape) {
        @Nullable Stored found = stored.get(name);
        if (found == null || (shape.length > 0 && !Arrays.equals(found.shape(), shape))) {
            throw new IllegalArgumentException("no " + name + " of shape " + Arrays.toString(shape));
        }
        return found;
    }

    /**
     * Numbers stored as bytes.
     *
     * @param signed whether the bytes are
     * @param scales one for all, or one for each column
     * @param zeroPoints as many, the bytes that stand for 0
     */
    record Quantized(ByteBuffer bytes, boolean signed, float[] scales, ByteBuffer zeroPoints, int columns) {

        /** The value at a place in row-major order. */
        float value(int place) {
            int column = scales.length == 1 ? 0 : place % columns;
            return (whole(bytes.get(place)) - whole(zeroPoints.get(column))) * scales[column];
        }

        private int whole(byte stored) {
            return signed ? stored : Byte.toUnsignedInt(stored);
        }

        /** All values. */
        float[] values() {
            float[] values = new float[bytes.remaining()];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(i);
            }
            return values;
        }
    }
}
