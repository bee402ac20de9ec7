package lockpick.engine.checkpoint;

import java.util.Arrays;

/**
 * A tensor of a safetensors file.
 *
 * @param from its first byte, counted from the end of the header
 * @param to the byte behind its last
 */
record StoredTensor(StoredType type, long[] shape, long from, long to) {

    long bytes() {
        return to - from;
    }

    /** Whether numbers of this type and shape fill just these bytes, of so many in the file. No product overflows. */
    boolean fits(long dataBytes) {
        if (from < 0 || from > to || to > dataBytes || bytes() % type.bytes() != 0) {
            return false;
        }
        long count = bytes() / type.bytes();
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

    @Override
    public String toString() {
        return type + " " + Arrays.toString(shape);
    }
}
