package lockpick.report.table;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Numbers of a report at full precision. The page shows them rounded, and each of its cells names the row and columns
 * it comes from.
 *
 * @param name of its files, without extension
 * @param columns snake_case
 * @param rows each as long as {@code columns}
 */
public record DataTable(String name, List<String> columns, List<List<Value>> rows) {
    private static final JsonMapper JSON = new JsonMapper();

    public DataTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Value> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "table " + name + ": a row of " + row.size() + " values for " + columns.size() + " columns");
            }
        }
    }

    public Value value(int row, String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("table " + name + " has no column " + column + ", only " + columns);
        }
        return rows.get(row).get(index);
    }

    /** RFC 4180, with {@code \n} line ends. */
    public String toCsv() {
        StringBuilder csv = new StringBuilder(String.join(",", columns)).append('\n');
        for (List<Value> row : rows) {
            csv.append(row.stream().map(value -> quoted(value.text())).collect(Collectors.joining(",")))
                    .append('\n');
        }
        return csv.toString();
    }

    /** A cell as CSV writes it. */
    public static String quoted(String text) {
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }

    /** An array with one object for each row; what is missing is null. */
    public String toJson() {
        ArrayNode array = JSON.createArrayNode();
        for (List<Value> row : rows) {
            ObjectNode object = array.addObject();
            for (int i = 0; i < columns.size(); i++) {
                Value value = row.get(i);
                if (value.isNone()) {
                    object.putNull(columns.get(i));
                } else if (value.isNumber()) {
                    object.set(columns.get(i), JSON.readTree(value.text()));
                } else {
                    object.put(columns.get(i), value.text());
                }
            }
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array) + "\n";
    }
}
