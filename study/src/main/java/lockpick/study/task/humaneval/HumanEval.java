package lockpick.study.task.humaneval;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import lockpick.study.task.data.DataSet;
import lockpick.study.task.data.ProgramLanguage;
import lockpick.study.task.data.Row;
import lockpick.study.task.data.Rows;
import lockpick.study.task.data.Sink;

/** JSON Lines of HumanEval, of HumanEval-X and of HumanEvalPack, in C++ and Python, packed with gzip or not. */
public final class HumanEval implements DataSet<HumanEvalRecord> {

    @Override
    public void read(Path path, Sink<HumanEvalRecord> sink) throws IOException {
        Rows.read(path, sink.fromRows(HumanEval::record));
    }

    private static HumanEvalRecord record(Row row) {
        String id = row.text("task_id");
        return new HumanEvalRecord(
                id,
                ProgramLanguage.ofId(id),
                row.text("prompt"),
                row.optionalText("declaration"),
                row.optionalText("entry_point"),
                row.text("canonical_solution"),
                row.text("test"),
                buggy(row),
                row.source());
    }

    private static Optional<BuggySolution> buggy(Row row) {
        return row.optionalText("buggy_solution")
                .map(solution -> new BuggySolution(solution, row.text("bug_type"), row.text("failure_symptoms")));
    }
}
