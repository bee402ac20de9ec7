package lockpick.study.task.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** CSV files. */
public final class Csv {

    private Csv() {}

    /**
     * The records of a file.
     *
     * @param isHeader tells from its fields whether the first record is a header, which is left out
     */
    public static void records(Path file, Predicate<List<String>> isHeader, Sink<CsvRecord> sink) throws IOException {
        long line = 0;
        try (InputStream in = DataFile.open(file)) {
            CsvParser parser = new CsvParser(in);
            while (true) {
                try {
                    Optional<List<String>> fields = parser.next();
                    if (fields.isEmpty()) {
                        return;
                    }
                    boolean first = line == 0;
                    line = parser.firstLine();
                    if (!first || !isHeader.test(fields.get())) {
                        sink.accept(new CsvRecord(Source.line(file, line), fields.get()));
                    }
                } catch (RefusedException e) {
                    sink.refuse(new Refusal(Source.line(file, parser.firstLine()), e.reason()));
                }
            }
        } catch (IOException e) {
            if (!DataFile.isBrokenGzip(e)) {
                throw e;
            }
            sink.refuse(new Refusal(Source.line(file, line), "broken gzip, nothing after this record can be read"));
        }
    }

    /** The records after the first one, which names the columns. All values are text. */
    static void rows(Path file, Sink<Row> sink) throws IOException {
        List<String> names = new ArrayList<>();
        records(file, names::addAll, sink.from(CsvRecord::source, record -> row(names, record)));
    }

    private static Row row(List<String> names, CsvRecord record) {
        List<String> fields = record.fields();
        if (fields.size() != names.size()) {
            throw new RefusedException("has " + fields.size() + " fields; expected " + names.size());
        }
        ObjectNode values = Json.MAPPER.createObjectNode();
        for (int i = 0; i < names.size(); i++) {
            if (values.has(names.get(i))) {
                throw new RefusedException("two columns are named '" + names.get(i) + "'");
            }
            values.put(names.get(i), fields.get(i));
        }
        return new Row(record.source(), values);
    }
}
