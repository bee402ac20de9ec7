package lockpick.report.query;

import java.util.Locale;

/** What files tables are exported as. */
public enum TableFile {
    PARQUET("FORMAT parquet, COMPRESSION zstd"),
    CSV("FORMAT csv, HEADER");

    private final String options;

    TableFile(String options) {
        this.options = options;
    }

    /** As {@code COPY} takes them. */
    String options() {
        return options;
    }

    String ending() {
        return "." + name().toLowerCase(Locale.ROOT);
    }
}
