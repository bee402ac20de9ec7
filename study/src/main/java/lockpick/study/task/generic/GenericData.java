package lockpick.study.task.generic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lockpick.study.task.data.ContentHash;
import lockpick.study.task.data.DataSet;
import lockpick.study.task.data.Row;
import lockpick.study.task.data.Rows;
import lockpick.study.task.data.Sink;
import tools.jackson.databind.JsonNode;

/** JSON Lines, JSON, CSV with a header, or Parquet, with columns as the user names them. */
public final class GenericData implements DataSet<GenericRecord> {

    private final Columns columns;

    public GenericData(Columns columns) {
        this.columns = columns;
    }

    @Override
    public void read(Path path, Sink<GenericRecord> sink) throws IOException {
        Rows.read(path, sink.fromRows(this::record));
    }

    private GenericRecord record(Row row) {
        String statement = row.text(columns.statement());
        Map<String, String> domains = new HashMap<>();
        columns.domains().forEach((grouping, column) -> domains.put(grouping, text(row.value(column))));
        return new GenericRecord(
                columns.id()
                        .map(column -> text(row.value(column)))
                        .orElseGet(() -> ContentHash.of(List.of(statement)).shortForm()),
                statement,
                text(row.value(columns.answer())),
                columns.difficulty().flatMap(row::optional).map(GenericData::text),
                domains,
                texts(row),
                row.source());
    }

    private static Map<String, String> texts(Row row) {
        Map<String, String> texts = new HashMap<>();
        for (String name : row.values().propertyNames()) {
            row.optional(name).ifPresent(value -> texts.put(name, text(value)));
        }
        return texts;
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }
}
