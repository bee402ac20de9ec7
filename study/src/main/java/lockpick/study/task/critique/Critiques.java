package lockpick.study.task.critique;

import java.io.IOException;
import java.nio.file.Path;
import lockpick.study.task.data.DataSet;
import lockpick.study.task.data.Row;
import lockpick.study.task.data.Rows;
import lockpick.study.task.data.Sink;

/** JSON Lines with {@code id}, {@code problem}, {@code program} and {@code explanation}. */
public final class Critiques implements DataSet<CritiqueRecord> {

    @Override
    public void read(Path path, Sink<CritiqueRecord> sink) throws IOException {
        Rows.read(path, sink.fromRows(Critiques::record));
    }

    private static CritiqueRecord record(Row row) {
        return new CritiqueRecord(
                row.text("id"), row.text("problem"), row.text("program"), row.text("explanation"), row.source());
    }
}
