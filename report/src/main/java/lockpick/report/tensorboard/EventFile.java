package lockpick.report.tensorboard;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * A file of events that TensorBoard reads: TFRecord frames (tensorflow/core/lib/io/record_writer.h) around Event messages
 * (tensorflow/core/util/event.proto), written by hand since scalars need six fields of Protocol Buffers.
 */
final class EventFile implements AutoCloseable {

    /** A field's number and wire type in one byte: (number &lt;&lt; 3) | type; 0 varint, 1 eight bytes, 2 length first, 5 four. */
    private static final int EVENT_WALL_TIME = 1 << 3 | 1;

    private static final int EVENT_STEP = 2 << 3;
    private static final int EVENT_FILE_VERSION = 3 << 3 | 2;
    private static final int EVENT_SUMMARY = 5 << 3 | 2;
    private static final int SUMMARY_VALUE = 1 << 3 | 2;
    private static final int VALUE_TAG = 1 << 3 | 2;
    private static final int VALUE_SIMPLE_VALUE = 2 << 3 | 5;

    private final OutputStream out;
    private final double wallTime;

    /**
     * Begins a file.
     *
     * @param file its name must hold {@code tfevents}, or TensorBoard does not see it
     * @param wallTime of every event, seconds since 1970
     */
    EventFile(Path file, double wallTime) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file));
        this.wallTime = wallTime;
        var version = new Message();
        version.number(EVENT_WALL_TIME, wallTime);
        version.bytes(EVENT_FILE_VERSION, "brain.Event:2".getBytes(StandardCharsets.UTF_8));
        record(version.toBytes());
    }

    /** Adds a point of the curve called {@code tag}; those of a curve come in the order of their steps. */
    void scalar(long step, String tag, double value) throws IOException {
        var point = new Message();
        point.bytes(VALUE_TAG, tag.getBytes(StandardCharsets.UTF_8));
        point.number(VALUE_SIMPLE_VALUE, (float) value);
        var summary = new Message();
        summary.bytes(SUMMARY_VALUE, point.toBytes());
        var event = new Message();
        event.number(EVENT_WALL_TIME, wallTime);
        event.varint(EVENT_STEP, step);
        event.bytes(EVENT_SUMMARY, summary.toBytes());
        record(event.toBytes());
    }

    /** Length, checksum of the length, data, checksum of the data; little-endian. */
    private void record(byte[] data) throws IOException {
        byte[] length = littleEndian(Long.BYTES).putLong(data.length).array();
        out.write(length);
        out.write(littleEndian(Integer.BYTES).putInt(maskedCrc(length)).array());
        out.write(data);
        out.write(littleEndian(Integer.BYTES).putInt(maskedCrc(data)).array());
    }

    /** CRC-32C turned right by 15 bits plus a constant, since a checksum of data that holds checksums is a weak one. */
    static int maskedCrc(byte[] data) {
        var crc = new CRC32C();
        crc.update(data);
        return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** A message of Protocol Buffers being written; every field here has a number below 16, and so a key of one byte. */
    private static final class Message {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void number(int key, double value) {
            bytes.write(key);
            bytes.writeBytes(littleEndian(Double.BYTES).putDouble(value).array());
        }

        void number(int key, float value) {
            bytes.write(key);
            bytes.writeBytes(littleEndian(Float.BYTES).putFloat(value).array());
        }

        void varint(int key, long value) {
            bytes.write(key);
            varint(value);
        }

        void bytes(int key, byte[] value) {
            bytes.write(key);
            varint(value.length);
            bytes.writeBytes(value);
        }

        /** Seven bits a byte, the lowest first; the eighth says that more follow. */
        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                bytes.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }

        byte[] toBytes() {
            return bytes.toByteArray();
        }
    }
}
