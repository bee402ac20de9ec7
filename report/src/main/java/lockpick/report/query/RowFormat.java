package lockpick.report.query;

import java.util.Locale;
import java.util.function.Consumer;

/** How rows are printed. */
public enum RowFormat {
    TABLE,
    CSV,
    JSON,
    MARKDOWN;

    /** As a user calls it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param lines takes each line as soon as it is known, without its end */
    public Rows to(Consumer<String> lines) {
        return switch (this) {
            case TABLE -> new AlignedRows(lines);
            case CSV -> new CsvRows(lines);
            case JSON -> new JsonRows(lines);
            case MARKDOWN -> new MarkdownRows(lines);
        };
    }
}
