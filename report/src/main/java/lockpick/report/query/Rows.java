package lockpick.report.query;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Takes what a query finds, row by row. */
public interface Rows {

    /** Comes first. */
    void columns(List<String> names);

    /** @param values one for each column */
    void row(List<JsonNode> values);

    /** Comes last. */
    void end();
}
