package lockpick.report.page;

import java.util.ArrayList;
import java.util.List;
import lockpick.report.figure.Figure;
import lockpick.report.figure.Level;
import lockpick.report.figure.VegaLite;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A figure's place on the page: legend, an element for each panel, caption, and the files beside the page. */
final class FigureHtml {
    private static final JsonMapper JSON = new JsonMapper();

    private FigureHtml() {}

    static String place(Figure figure, boolean png, String data) {
        StringBuilder html = new StringBuilder("<figure class=\"figure\">\n<ul class=\"legend\">");
        if (!figure.legend().isEmpty()) {
            html.append("<li class=\"what\">")
                    .append(Html.text(figure.legend()))
                    .append("</li>");
        }
        for (int i = 0; i < figure.series().size(); i++) {
            html.append("<li>")
                    .append(LegendKey.svg(figure, i))
                    .append(Html.text(figure.series().get(i)))
                    .append("</li>");
        }
        for (Level level : figure.levelsInLegend()) {
            html.append("<li class=\"what\">")
                    .append(LegendKey.svg(level))
                    .append(Html.text(level.label()))
                    .append("</li>");
        }
        boolean several = figure.panels().size() > 1;
        html.append("</ul>\n<div class=\"panels")
                .append(several ? " several in-" + figure.columns() : "")
                .append("\">\n");
        for (int i = 0; i < figure.panels().size(); i++) {
            html.append("<div class=\"panel\" id=\"")
                    .append(figure.id())
                    .append('-')
                    .append(i)
                    .append("\"></div>\n");
        }
        List<String> files = new ArrayList<>();
        for (String type : png ? List.of("svg", "png", "json") : List.of("svg", "json")) {
            files.add("<a href=\"figures/" + figure.id() + "." + type + "\">" + type.toUpperCase(java.util.Locale.ROOT)
                    + "</a>");
        }
        return html.append("</div>\n<figcaption>")
                .append(Html.text(figure.caption()))
                .append(" <span class=\"files\">Files: ")
                .append(String.join(", ", files))
                .append("</span>")
                .append(data)
                .append("</figcaption>\n</figure>\n")
                .toString();
    }

    /** What the page's script draws from. */
    static String data(List<Figure> figures) {
        ArrayNode array = JSON.createArrayNode();
        for (Figure figure : figures) {
            ObjectNode object = array.addObject().put("id", figure.id());
            figure.palette().light().forEach(object.putArray("light")::add);
            figure.palette().dark().forEach(object.putArray("dark")::add);
            VegaLite.panels(figure).forEach(object.putArray("panels")::add);
        }
        return Html.script(JSON.writeValueAsString(array));
    }
}
