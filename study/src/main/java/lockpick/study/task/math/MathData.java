package lockpick.study.task.math;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lockpick.study.task.Split;
import lockpick.study.task.data.ContentHash;
import lockpick.study.task.data.DataFile;
import lockpick.study.task.data.DataSet;
import lockpick.study.task.data.Part;
import lockpick.study.task.data.RefusedException;
import lockpick.study.task.data.Row;
import lockpick.study.task.data.Rows;
import lockpick.study.task.data.Shares;
import lockpick.study.task.data.Sink;
import lockpick.study.task.data.SplitRule;

/**
 * The folder as published, {@code MATH/<train|test>/<subject>/<number>.json}, or copies in JSON Lines and Parquet, of
 * which some name the subject {@code subject}, write levels as numbers, and add {@code answer} and {@code unique_id}.
 */
public final class MathData implements DataSet<MathRecord> {

    private static final Shares OF_TRAIN = new Shares(15, 60, 25, 0, 0);
    private static final Shares OF_TEST = new Shares(0, 0, 30, 45, 25);

    /**
     * As far as possible weak and lock problems are the authors' training problems and the others their test problems
     * (E.4): with 7,500 and 5,000 of them these shares make 9, 36, 27, 18 and 10 % of all.
     */
    public static final SplitRule<MathRecord> SPLITS = MathData::split;

    @Override
    public void read(Path path, Sink<MathRecord> sink) throws IOException {
        Rows.read(path, sink.fromRows(MathData::record));
    }

    private static Optional<Split> split(MathRecord record) {
        return switch (record.part()) {
            case TRAIN -> OF_TRAIN.split(record);
            case TEST -> OF_TEST.split(record);
            case VALIDATION, DEV -> Optional.empty();
        };
    }

    private static MathRecord record(Row row) {
        String problem = row.text("problem");
        MathSubject subject = MathSubject.titled(row.text(row.has("type") ? "type" : "subject"));
        Optional<String> uniqueId = row.optionalText("unique_id").map(id -> id.replaceFirst("\\.json$", ""));
        Part part = uniqueId.flatMap(id -> Part.ofWord(id.split("/")[0]))
                .orElseGet(() -> Part.of(row.source().file()));
        String id = uniqueId.orElseGet(() -> part.word() + "/" + subject.folder() + "/" + number(row, problem));
        return new MathRecord(
                id, part, subject, level(row), problem, row.text("solution"), row.optionalText("answer"), row.source());
    }

    /** The number that names the file, or else the content hash. */
    private static String number(Row row, String problem) {
        Path file = row.source().file();
        String name = file.getFileName().toString().replaceFirst("\\..*", "");
        boolean one = DataFile.format(file).equals("json") && row.source().element() == 0;
        return one && name.matches("\\d+")
                ? name
                : ContentHash.of(List.of(problem)).shortForm();
    }

    private static OptionalInt level(Row row) {
        if (row.value("level").isIntegralNumber()) {
            return checked(row.integer("level"));
        }
        String level = row.text("level");
        if (level.equals("Level ?")) {
            return OptionalInt.empty();
        }
        if (level.matches("Level \\d")) {
            return checked(level.charAt(level.length() - 1) - '0');
        }
        throw new RefusedException("\"level\" is '" + level + "'; expected 'Level 1' to 'Level 5', or 'Level ?'");
    }

    private static OptionalInt checked(int level) {
        if (level < 1 || level > 5) {
            throw new RefusedException("\"level\" is " + level + "; expected 1 to 5");
        }
        return OptionalInt.of(level);
    }
}
