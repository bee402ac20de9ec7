package lockpick.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import lockpick.report.table.DataTable;
import lockpick.report.table.Value;

/**
 * A table of the page. A cell that shows numbers carries where they come from, {@code data-table}, {@code data-row} and
 * {@code data-columns}, and their full precision, {@code data-values}.
 */
public final class HtmlTable {
    private final StringBuilder html = new StringBuilder();
    private final List<String> row = new ArrayList<>();

    /** @param label what the table is, for people who do not see it */
    public HtmlTable(String label) {
        html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(Html.text(label))
                .append("\"><table>\n");
    }

    /** Header rows, as finished HTML; {@code th} cells. */
    public HtmlTable head(String... rows) {
        html.append("<thead>");
        for (String cells : rows) {
            html.append("<tr>").append(cells).append("</tr>");
        }
        html.append("</thead>\n<tbody>\n");
        return this;
    }

    /** A line across the table that names the rows below it. */
    public HtmlTable group(String name, int columns) {
        return group(name, "", columns);
    }

    /** @param mark behind the name, as finished HTML */
    public HtmlTable group(String name, String mark, int columns) {
        html.append("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"")
                .append(columns)
                .append("\">")
                .append(Html.text(name))
                .append(mark.isEmpty() ? "" : " " + mark)
                .append("</th></tr>\n");
        return this;
    }

    public HtmlTable name(String text) {
        return name(text, "");
    }

    /** @param mark behind the name, as finished HTML */
    public HtmlTable name(String text, String mark) {
        row.add("<th scope=\"row\">" + Html.text(text) + (mark.isEmpty() ? "" : " " + mark) + "</th>");
        return this;
    }

    /** A name of many words, which may be broken. */
    public HtmlTable nameWords(String text) {
        row.add("<th scope=\"row\" class=\"words\">" + Html.text(text) + "</th>");
        return this;
    }

    public HtmlTable nameLink(String text, String to) {
        row.add("<th scope=\"row\"><a href=\"" + Html.text(to) + "\">" + Html.text(text) + "</a></th>");
        return this;
    }

    public HtmlTable text(String text) {
        row.add("<td>" + Html.text(text) + "</td>");
        return this;
    }

    /** @param kind the cell's class in the style sheet */
    public HtmlTable text(String text, String kind) {
        row.add("<td class=\"" + kind + "\">" + Html.text(text) + "</td>");
        return this;
    }

    /** @param content finished HTML */
    public HtmlTable html(String content) {
        row.add("<td>" + content + "</td>");
        return this;
    }

    /** What does not exist, or not yet. */
    public HtmlTable nothing() {
        row.add("<td class=\"none\">–</td>");
        return this;
    }

    /** @param shown the values of the columns, rounded */
    public HtmlTable number(String shown, DataTable table, int index, String... columns) {
        String values = Arrays.stream(columns)
                .map(column -> table.value(index, column))
                .map(Value::text)
                .collect(Collectors.joining(" "));
        row.add("<td class=\"number\" data-table=\"" + table.name() + "\" data-row=\"" + index + "\" data-columns=\""
                + String.join(" ", columns) + "\" data-values=\"" + Html.text(values) + "\">" + Html.text(shown)
                + "</td>");
        return this;
    }

    public HtmlTable endRow() {
        html.append("<tr>").append(String.join("", row)).append("</tr>\n");
        row.clear();
        return this;
    }

    public String end() {
        return html.append("</tbody></table></div>\n").toString();
    }

    public static String th(String text) {
        return "<th scope=\"col\">" + Html.text(text) + "</th>";
    }

    public static String th(String text, int columns) {
        return th(text, "", columns);
    }

    /** @param mark behind the text, as finished HTML */
    public static String th(String text, String mark, int columns) {
        return "<th scope=\"colgroup\" colspan=\"" + columns + "\">" + Html.text(text)
                + (mark.isEmpty() ? "" : " " + mark) + "</th>";
    }

    public static String thNumber(String text) {
        return "<th scope=\"col\" class=\"number\">" + Html.text(text) + "</th>";
    }
}
