package lockpick.engine.embed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The fields of a protobuf message, one after the other. Every length is checked before it is used. */
final class ProtobufFields {

    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;
    private static final int FOUR_BYTES = 5;

    private final ByteBuffer message;
    private int number;
    private long whole;
    private ByteBuffer bytes = ByteBuffer.allocate(0);

    ProtobufFields(ByteBuffer message) {
        this.message = message.slice();
    }

    /** Goes to the next field. @return false at the end */
    boolean next() {
        if (!message.hasRemaining()) {
            return false;
        }
        long key = varint();
        number = (int) (key >>> 3);
        switch ((int) (key & 7)) {
            case VARINT -> whole = varint();
            case EIGHT_BYTES -> bytes = take(8);
            case LENGTH -> bytes = take(varint());
            case FOUR_BYTES -> bytes = take(4);
            default -> throw new IllegalArgumentException("no protobuf: field " + number + " is of no known kind");
        }
        return true;
    }

    /** Which field this is. */
    int number() {
        return number;
    }

    /** The value of a field that is a whole number. */
    long whole() {
        return whole;
    }

    /** The content of any other field, little-endian. */
    ByteBuffer bytes() {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte piece = take(1).get();
            value |= (piece & 0x7fL) << shift;
            if (piece >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("no protobuf: a number does not end");
    }

    private ByteBuffer take(long length) {
        if (length < 0 || length > message.remaining()) {
            throw new IllegalArgumentException(
                    "no protobuf: a field of " + length + " bytes where " + message.remaining() + " are left");
        }
        ByteBuffer taken = message.slice(message.position(), (int) length);
        message.position(message.position() + (int) length);
        return taken;
    }
}
