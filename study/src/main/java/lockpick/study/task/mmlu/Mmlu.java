package lockpick.study.task.mmlu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lockpick.study.task.Split;
import lockpick.study.task.data.Csv;
import lockpick.study.task.data.CsvRecord;
import lockpick.study.task.data.DataFile;
import lockpick.study.task.data.DataSet;
import lockpick.study.task.data.Part;
import lockpick.study.task.data.RefusedException;
import lockpick.study.task.data.Row;
import lockpick.study.task.data.Rows;
import lockpick.study.task.data.Shares;
import lockpick.study.task.data.Sink;
import lockpick.study.task.data.Source;
import lockpick.study.task.data.SplitRule;

/**
 * CSV files named {@code <subject>_<part>.csv}, as published (question, four choices, letter; no header) or exported
 * with a header (answers 0 to 3), and Parquet or JSON Lines with {@code question}, {@code subject}, {@code choices}
 * and {@code answer}.
 */
public final class Mmlu implements DataSet<MmluRecord> {

    /** Test and validation questions, as in the paper; examples for prompts and auxiliary training data are in no split. */
    public static final SplitRule<MmluRecord> SPLITS = Mmlu::split;

    private static final int FIELDS = 6;

    @Override
    public void read(Path path, Sink<MmluRecord> sink) throws IOException {
        for (Path file : DataFile.under(path)) {
            if (DataFile.format(file).equals("csv")) {
                String subject = file.getFileName().toString().replaceFirst("_[a-z]+\\.csv(\\.gz)?$", "");
                Csv.records(
                        file,
                        Mmlu::isHeader,
                        sink.from(CsvRecord::source, it -> record(subject, it.source(), it.fields())));
            } else {
                Rows.read(file, sink.fromRows(Mmlu::record));
            }
        }
    }

    private static Optional<Split> split(MmluRecord record) {
        return switch (record.part()) {
            case TEST, VALIDATION -> Shares.PAPER.split(record);
            case TRAIN, DEV -> Optional.empty();
        };
    }

    private static boolean isHeader(List<String> fields) {
        return fields.getFirst().equals("question") && fields.getLast().equals("answer");
    }

    private static MmluRecord record(String subject, Source source, List<String> fields) {
        if (fields.size() != FIELDS) {
            throw new RefusedException(
                    "has " + fields.size() + " fields; expected 6: the question, four choices and the answer");
        }
        return record(subject, source, fields.getFirst(), fields.subList(1, 5), answer(fields.getLast()));
    }

    private static MmluRecord record(Row row) {
        return record(
                row.text("subject"), row.source(), row.text("question"), row.texts("choices"), row.integer("answer"));
    }

    private static MmluRecord record(String subject, Source source, String question, List<String> choices, int answer) {
        MmluCategory category = MmluCategory.of(subject)
                .orElseThrow(() -> new RefusedException(
                        "unknown subject '" + subject + "'; expected one of the 57, such as high_school_physics"));
        return new MmluRecord(Part.of(source.file()), subject, category, question, choices, answer, source);
    }

    private static int answer(String answer) {
        int letter = "ABCD".indexOf(answer);
        int number = letter >= 0 ? letter : "0123".indexOf(answer);
        if (answer.length() != 1 || number < 0) {
            throw new RefusedException("the answer is '" + answer + "'; expected A to D, or 0 to 3");
        }
        return number;
    }
}
