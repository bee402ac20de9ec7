package lockpick.study.task.mbpp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lockpick.study.task.data.DataSet;
import lockpick.study.task.data.RefusedException;
import lockpick.study.task.data.Row;
import lockpick.study.task.data.Rows;
import lockpick.study.task.data.Sink;

/**
 * {@code mbpp.jsonl} and {@code sanitized-mbpp.json}, one array, whose statements are called {@code prompt} and whose
 * set-up is {@code test_imports}. The two editions give some numbers other statements and tests: read one of them.
 */
public final class Mbpp implements DataSet<MbppRecord> {

    @Override
    public void read(Path path, Sink<MbppRecord> sink) throws IOException {
        Rows.read(path, sink.fromRows(Mbpp::record));
    }

    private static MbppRecord record(Row row) {
        List<String> tests = row.texts("test_list");
        if (tests.isEmpty()) {
            throw new RefusedException("\"test_list\" is empty; expected at least one assert statement");
        }
        boolean sanitized = row.has("test_imports");
        return new MbppRecord(
                row.integer("task_id"),
                row.text(sanitized ? "prompt" : "text"),
                row.text("code"),
                sanitized ? String.join("\n", row.texts("test_imports")) : row.text("test_setup_code"),
                tests,
                row.has("challenge_test_list") ? row.texts("challenge_test_list") : List.of(),
                row.source());
    }
}
