package lockpick.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lockpick.report.figure.Figure;
import lockpick.report.figure.Level;
import lockpick.report.figure.VegaLite;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A figure's place on the page: legend, an element for each panel, caption, and the files beside the page. */
public final class FigureHtml {
    private static final JsonMapper JSON = new JsonMapper();

    private FigureHtml() {}

    /** @param data files with its numbers, as finished HTML */
    static String place(Figure figure, boolean png, String data) {
        List<String> files = new ArrayList<>();
        for (String type : png ? List.of("svg", "png", "json") : List.of("svg", "json")) {
            files.add("<a href=\"figures/" + figure.id() + "." + type + "\">" + type.toUpperCase(Locale.ROOT) + "</a>");
        }
        return place(figure, " <span class=\"files\">Files: " + String.join(", ", files) + "</span>" + data);
    }

    /** @param files what stands behind the caption, as finished HTML */
    public static String place(Figure figure, String files) {
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
        return html.append("</div>\n<figcaption>")
                .append(Html.text(figure.caption()))
                .append(files)
                .append("</figcaption>\n</figure>\n")
                .toString();
    }

    /**
     * What the page's script draws from.
     *
     * @param runPages folder of the pages that a mark of a single run leads to; empty if there are none
     */
    public static String data(List<Figure> figures, String runPages) {
        ArrayNode array = JSON.createArrayNode();
        for (Figure figure : figures) {
            ObjectNode object = array.addObject().put("id", figure.id());
            figure.palette().light().forEach(object.putArray("light")::add);
            figure.palette().dark().forEach(object.putArray("dark")::add);
            VegaLite.panels(figure, runPages).forEach(object.putArray("panels")::add);
        }
        return Html.script(JSON.writeValueAsString(array));
    }
}
