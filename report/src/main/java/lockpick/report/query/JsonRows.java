package lockpick.report.query;

import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON Lines: an object for each row. */
final class JsonRows implements Rows {

    private final Consumer<String> lines;
    private List<String> names = List.of();

    JsonRows(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void columns(List<String> columns) {
        names = columns;
    }

    @Override
    public void row(List<JsonNode> values) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < values.size(); i++) {
            object.set(names.get(i), values.get(i));
        }
        lines.accept(object.toString());
    }

    @Override
    public void end() {}
}
