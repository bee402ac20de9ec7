package lockpick.report.query;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import lockpick.report.table.DataTable;
import tools.jackson.databind.JsonNode;

/** RFC 4180, with {@code \n} line ends; what is null is empty. */
record CsvRows(Consumer<String> lines) implements Rows {

    @Override
    public void columns(List<String> names) {
        lines.accept(names.stream().map(DataTable::quoted).collect(Collectors.joining(",")));
    }

    @Override
    public void row(List<JsonNode> values) {
        lines.accept(values.stream().map(RowText::of).map(DataTable::quoted).collect(Collectors.joining(",")));
    }

    @Override
    public void end() {}
}
