package lockpick.report.query;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A Markdown table. */
record MarkdownRows(Consumer<String> lines) implements Rows {

    @Override
    public void columns(List<String> names) {
        line(names);
        line(names.stream().map(name -> "---").toList());
    }

    @Override
    public void row(List<JsonNode> values) {
        line(values.stream().map(RowText::of).toList());
    }

    private void line(List<String> cells) {
        lines.accept(cells.stream()
                .map(cell -> cell.replace("|", "\\|").replaceAll("\\R", "<br>"))
                .collect(Collectors.joining(" | ", "| ", " |")));
    }

    @Override
    public void end() {}
}
