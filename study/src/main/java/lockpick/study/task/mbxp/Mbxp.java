package lockpick.study.task.mbxp;

import java.io.IOException;
import java.nio.file.Path;
import lockpick.study.task.data.DataSet;
import lockpick.study.task.data.ProgramLanguage;
import lockpick.study.task.data.Row;
import lockpick.study.task.data.Rows;
import lockpick.study.task.data.Sink;

/** {@code mbcpp_release_v1.2.jsonl}, and {@code mbpp_release_v1.jsonl} in the same form. */
public final class Mbxp implements DataSet<MbxpRecord> {

    @Override
    public void read(Path path, Sink<MbxpRecord> sink) throws IOException {
        Rows.read(path, sink.fromRows(Mbxp::record));
    }

    private static MbxpRecord record(Row row) {
        String id = row.text("task_id");
        return new MbxpRecord(
                id,
                ProgramLanguage.ofId(id),
                row.text("description"),
                row.text("prompt"),
                row.text("entry_point"),
                row.text("test"),
                row.optionalText("canonical_solution"),
                row.source());
    }
}
