package lockpick.study.task.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * CSV in UTF-8 (RFC 4180), as it is found: lines end in LF or CRLF, mixed; quoted fields may hold line ends and doubled
 * quotes; a quote opens a quoted field only as its first character and is text elsewhere. Blanks are kept. An empty
 * line is no record.
 */
final class CsvParser {

    private static final int NO_BYTE = -1;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;

    private byte[] field = new byte[1 << 10];
    private int length;

    private long line = 1;
    private long firstLine = 1;
    private Optional<String> broken = Optional.empty();

    CsvParser(InputStream in) {
        this.in = in;
    }

    /** Where the record that {@link #next} last spoke of begins, counted from 1. */
    long firstLine() {
        return firstLine;
    }

    /**
     * The fields of the next record, or empty after the last.
     *
     * @throws RefusedException if a record is broken; the next call goes on in the line after
     */
    Optional<List<String>> next() throws IOException {
        int first = read();
        while (first == '\n' || first == '\r' && endsLine(first)) {
            if (first == '\r') {
                read();
            }
            first = read();
        }
        firstLine = line;
        if (first == NO_BYTE) {
            return Optional.empty();
        }
        broken = Optional.empty();
        List<String> fields = new ArrayList<>();
        int end = field(first, fields);
        while (end == ',') {
            end = field(read(), fields);
        }
        if (broken.isPresent()) {
            throw new RefusedException(broken.get());
        }
        return Optional.of(fields);
    }

    /** Adds the field that begins with this byte, and returns the byte after it: a comma, a line feed or none. */
    private int field(int first, List<String> fields) throws IOException {
        length = 0;
        int end = first == '"' ? quoted(fields.size() + 1) : unquoted(first);
        fields.add(text(fields.size() + 1));
        return end;
    }

    private int unquoted(int first) throws IOException {
        int next = first;
        while (next != ',' && next != '\n' && next != NO_BYTE) {
            if (next != '\r' || !endsLine(next)) {
                append(next);
            }
            next = read();
        }
        return next;
    }

    private int quoted(int number) throws IOException {
        while (true) {
            int next = read();
            if (next == NO_BYTE) {
                throw new RefusedException(
                        "the quote that opens field " + number + " is never closed; the rest of the file is in it");
            }
            if (next == '"') {
                next = read();
                if (next == '\r' && endsLine(next)) {
                    next = read();
                }
                if (next == ',' || next == '\n' || next == NO_BYTE) {
                    return next;
                }
                if (next != '"') {
                    skipLine(next);
                    throw new RefusedException("text after the closing quote of field " + number
                            + "; expected a comma or the end of the line (a quote inside is written twice)");
                }
            }
            append(next);
        }
    }

    /** True if this carriage return only belongs to the end of a line or of the file. */
    private boolean endsLine(int carriageReturn) throws IOException {
        if (position == limit && !fill()) {
            return true;
        }
        return buffer[position] == '\n';
    }

    private String text(int number) {
        String text = new String(field, 0, length, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) { // what decoding puts in place of wrong bytes, unless it was there
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(field, 0, length));
            } catch (CharacterCodingException e) {
                broken = Optional.of("field " + number + " is not UTF-8");
            }
        }
        return text;
    }

    private void skipLine(int last) throws IOException {
        int next = last;
        while (next != '\n' && next != NO_BYTE) {
            next = read();
        }
    }

    private void append(int next) {
        if (length == field.length) {
            field = Arrays.copyOf(field, 2 * length);
        }
        field[length++] = (byte) next;
    }

    private int read() throws IOException {
        if (position == limit && !fill()) {
            return NO_BYTE;
        }
        byte next = buffer[position++];
        if (next == '\n') {
            line++;
        }
        return next & 0xff;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }
}
