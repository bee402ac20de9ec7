package lockpick.study.task.generic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.study.task.data.DataRecord;
import lockpick.study.task.data.Source;

/**
 * A problem of a user's own.
 *
 * @param columns every column by name, for prompt templates; what is not text is spelled as JSON, null is left out
 */
public record GenericRecord(
        String id,
        String statement,
        String answer,
        Optional<String> difficulty,
        Map<String, String> domains,
        Map<String, String> columns,
        Source source)
        implements DataRecord {

    public GenericRecord {
        domains = Map.copyOf(domains);
        columns = Map.copyOf(columns);
    }

    /** The statement: two answers to one problem are a mistake of the file. */
    @Override
    public List<String> content() {
        return List.of(statement);
    }
}
