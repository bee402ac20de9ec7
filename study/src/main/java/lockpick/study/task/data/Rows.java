package lockpick.study.task.data;

import java.io.IOException;
import java.nio.file.Path;

/** Rows of JSON Lines, JSON, CSV with a header, and Parquet. */
public final class Rows {

    private Rows() {}

    /**
     * Reads a file, or the files of these formats under a folder.
     *
     * @throws IOException if a file is not there or cannot be read
     */
    public static void read(Path path, Sink<Row> sink) throws IOException {
        for (Path file : DataFile.under(path)) {
            switch (DataFile.format(file)) {
                case "jsonl" -> JsonLines.read(file, sink);
                case "json" -> JsonDocument.read(file, sink);
                case "csv" -> Csv.rows(file, sink);
                case "parquet" -> Parquet.read(file, sink);
                default ->
                    sink.refuse(new Refusal(
                            Source.file(file),
                            "unknown format; expected a name ending in .jsonl, .json, .csv or .parquet"));
            }
        }
    }
}
