package lockpick.study.task.gsm8k;

import java.io.IOException;
import java.nio.file.Path;
import lockpick.study.task.data.DataSet;
import lockpick.study.task.data.Part;
import lockpick.study.task.data.RefusedException;
import lockpick.study.task.data.Row;
import lockpick.study.task.data.Rows;
import lockpick.study.task.data.Sink;

/** {@code train.jsonl} and {@code test.jsonl}, or Parquet files of the same columns. */
public final class Gsm8k implements DataSet<Gsm8kRecord> {

    private static final String MARK = "#### ";

    @Override
    public void read(Path path, Sink<Gsm8kRecord> sink) throws IOException {
        Rows.read(path, sink.fromRows(Gsm8k::record));
    }

    private static Gsm8kRecord record(Row row) {
        String solution = row.text("answer");
        int mark = solution.lastIndexOf(MARK);
        if (mark < 0) {
            throw new RefusedException("\"answer\" has no line with the final answer after \"" + MARK + "\"");
        }
        String answer = solution.substring(mark + MARK.length()).strip();
        return new Gsm8kRecord(
                Part.of(row.source().file()), row.text("question"), solution, Gsm8kRecord.number(answer), row.source());
    }
}
