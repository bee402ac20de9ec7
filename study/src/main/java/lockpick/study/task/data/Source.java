package lockpick.study.task.data;

import java.nio.file.Path;

/**
 * Where a record stands.
 *
 * @param line where the record begins, counted from 1; of a Parquet file the row; 0 for the file as a whole
 * @param element which element of a JSON array, counted from 1, since a whole array may stand in one line; 0 elsewhere
 */
public record Source(Path file, long line, long element) {

    public static Source file(Path file) {
        return new Source(file, 0, 0);
    }

    public static Source line(Path file, long line) {
        return new Source(file, line, 0);
    }

    /** As {@code test.jsonl:12}, or {@code sanitized.json:1 (element 37)}. */
    @Override
    public String toString() {
        String place = line == 0 ? file.toString() : file + ":" + line;
        return element == 0 ? place : place + " (element " + element + ")";
    }
}
