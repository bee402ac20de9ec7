package lockpick.study.task.data;

import java.util.List;

/** The fields of one record of a CSV file, in order. */
public record CsvRecord(Source source, List<String> fields) {}
