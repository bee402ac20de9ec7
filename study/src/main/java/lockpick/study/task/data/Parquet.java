package lockpick.study.task.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import lockpick.study.file.DuckDb;

/** Parquet files, read by DuckDB, row by row and without the network. */
final class Parquet {

    private Parquet() {}

    static void read(Path file, Sink<Row> sink) throws IOException {
        if (!Files.isReadable(file)) {
            throw new NoSuchFileException(file.toString(), null, "not there, or not readable");
        }
        long number = 0;
        try (Connection duckdb = DuckDb.open(1);
                PreparedStatement query = duckdb.prepareStatement("SELECT to_json(r) FROM read_parquet(?) r")) {
            query.setString(1, DuckDb.literally(file));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Source source = Source.line(file, ++number);
                    sink.accept(new Row(source, JsonLines.object(Json.of(rows.getString(1)))));
                }
            }
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            sink.refuse(new Refusal(Source.line(file, number + 1), "not readable as Parquet: " + message));
        }
    }
}
