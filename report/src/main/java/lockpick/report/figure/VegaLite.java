package lockpick.report.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a figure as a Vega-Lite 6 specification with its data inlined. */
public final class VegaLite {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json";

    private final Figure figure;
    private final String runPages;

    private VegaLite(Figure figure, String runPages) {
        this.figure = figure;
        this.runPages = runPages;
    }

    /**
     * The whole figure, for a file: fixed size, with legend and title.
     */
    public static ObjectNode ofFigure(Figure figure) {
        VegaLite vega = new VegaLite(figure, "");
        boolean single = figure.panels().size() == 1;
        ObjectNode spec = JSON.createObjectNode().put("$schema", SCHEMA).put("title", figure.title());
        spec.put("description", figure.caption());
        ArrayNode panels = JSON.createArrayNode();
        for (Panel panel : figure.panels()) {
            panels.add(vega.panel(panel, true).put("width", single ? 640 : 240).put("height", single ? 340 : 220));
        }
        if (single) {
            spec.setAll((ObjectNode) panels.get(0));
        } else {
            spec.put("columns", figure.columns()).set("concat", panels);
        }
        ObjectNode config = spec.putObject("config");
        config.putObject("view").putNull("stroke");
        strings(config.putObject("range").putArray("category"), figure.palette().light());
        return spec;
    }

    /**
     * Each panel by itself, for the page: as wide as its place; colours come from the page's theme.
     *
     * @param runPages folder of the pages that a mark of a single run leads to, such as {@code ../runs/}; empty if there are none
     */
    public static List<ObjectNode> panels(Figure figure, String runPages) {
        VegaLite vega = new VegaLite(figure, runPages);
        boolean single = figure.panels().size() == 1;
        return figure.panels().stream()
                .map(panel -> vega.panel(panel, false)
                        .put("$schema", SCHEMA)
                        .put("description", figure.caption())
                        .put("width", "container")
                        .put("height", single ? 340 : 220))
                .toList();
    }

    private ObjectNode panel(Panel panel, boolean legend) {
        ObjectNode spec = JSON.createObjectNode();
        if (!panel.title().isEmpty()) {
            spec.putObject("title").put("text", panel.title()).put("anchor", "start");
        }
        ArrayNode layers = spec.putArray("layer");
        levels(layers, panel, legend);
        List<Tagged> seeds = new ArrayList<>();
        List<Tagged> marks = new ArrayList<>();
        List<Tagged> banded = new ArrayList<>();
        List<Tagged> barred = new ArrayList<>();
        for (Line line : panel.lines()) {
            line.seeds().forEach(mark -> seeds.add(new Tagged(line.series(), mark)));
            for (Mark mark : line.marks()) {
                Tagged tagged = new Tagged(line.series(), mark);
                marks.add(tagged);
                if (mark.spread().isPresent()) {
                    (figure.hasBand(line) ? banded : barred).add(tagged);
                }
            }
        }
        if (!banded.isEmpty()) {
            ObjectNode layer = layer(layers, banded);
            layer.putObject("mark").put("type", "area").put("opacity", Drawing.BAND);
            lowToHigh(encoding(layer, panel.x(), legend, false));
        }
        if (!seeds.isEmpty()) {
            ObjectNode layer = layer(layers, seeds);
            layer.putObject("mark")
                    .put("type", "point")
                    .put("shape", "circle")
                    .put("filled", true)
                    .put("size", 22)
                    .put("opacity", 0.4);
            tooltip(encoding(layer, panel.x(), legend, false), seeds);
        }
        if (!barred.isEmpty()) {
            ObjectNode layer = layer(layers, barred);
            layer.putObject("mark")
                    .put("type", "errorbar")
                    .put("thickness", 1.5)
                    .putObject("ticks")
                    .put("size", 7)
                    .put("thickness", 1.5);
            lowToHigh(encoding(layer, panel.x(), legend, false));
        }
        ObjectNode lines = layer(layers, marks);
        lines.putObject("mark")
                .put("type", "line")
                .put("strokeWidth", figure.hasPoints() ? 2 : 1.4)
                .put("clip", true);
        encoding(lines, panel.x(), legend, false);
        if (figure.hasPoints()) {
            ObjectNode points = layer(layers, marks);
            points.putObject("mark")
                    .put("type", "point")
                    .put("filled", true)
                    .put("size", 62)
                    .put("opacity", 1);
            tooltip(encoding(points, panel.x(), legend, true), marks);
        }
        return spec;
    }

    /** From one standard error below a mark to one above, in place of the mark itself. */
    private void lowToHigh(ObjectNode encoding) {
        ObjectNode y = encoding.putObject("y").put("field", "low").put("type", "quantitative");
        axis(y, figure.y());
        encoding.putObject("y2").put("field", "high");
    }

    private record Tagged(String series, Mark mark) {}

    private ObjectNode layer(ArrayNode layers, List<Tagged> marks) {
        ObjectNode layer = layers.addObject();
        ArrayNode values = layer.putObject("data").putArray("values");
        for (Tagged tagged : marks) {
            Mark mark = tagged.mark();
            ObjectNode row = values.addObject()
                    .put("series", tagged.series())
                    .put("x", mark.x())
                    .put("y", mark.y());
            mark.spread()
                    .ifPresent(spread -> row.put(
                                    "low",
                                    Math.max(mark.y() - spread, figure.y().low()))
                            .put("high", Math.min(mark.y() + spread, figure.y().high())));
            if (!runPages.isEmpty()) {
                mark.run().ifPresent(run -> row.put("page", runPages + run + ".html"));
            }
            int i = 0;
            for (String detail : mark.details().values()) {
                row.put("detail" + i++, detail);
            }
        }
        return layer;
    }

    /** What a reader sees who points at a mark, and where a click leads. */
    private void tooltip(ObjectNode encoding, List<Tagged> marks) {
        ArrayNode tooltip = encoding.putArray("tooltip");
        Map<String, String> titles = new LinkedHashMap<>();
        for (Tagged tagged : marks) {
            int i = 0;
            for (String title : tagged.mark().details().keySet()) {
                titles.putIfAbsent("detail" + i++, title);
            }
        }
        titles.forEach((field, title) ->
                tooltip.addObject().put("field", field).put("type", "nominal").put("title", title));
        if (!runPages.isEmpty()
                && marks.stream().allMatch(tagged -> tagged.mark().run().isPresent())) {
            encoding.putObject("href").put("field", "page");
        }
    }

    private ObjectNode encoding(ObjectNode layer, Axis x, boolean legend, boolean shapes) {
        ObjectNode encoding = layer.putObject("encoding");
        axis(encoding.putObject("x").put("field", "x").put("type", "quantitative"), x);
        axis(encoding.putObject("y").put("field", "y").put("type", "quantitative"), figure.y());
        ObjectNode colour = encoding.putObject("color").put("field", "series").put("type", "nominal");
        strings(colour.putObject("scale").putArray("domain"), figure.series());
        legend(colour, legend);
        if (shapes) {
            ObjectNode shape =
                    encoding.putObject("shape").put("field", "series").put("type", "nominal");
            ObjectNode scale = shape.putObject("scale");
            strings(scale.putArray("domain"), figure.series());
            ArrayNode range = scale.putArray("range");
            for (int i = 0; i < figure.series().size(); i++) {
                range.add(Shape.of(i).vega());
            }
            legend(shape, legend);
        }
        return encoding;
    }

    private void legend(ObjectNode channel, boolean legend) {
        if (legend) {
            channel.putObject("legend").put("title", figure.legend()).put("orient", "top");
        } else {
            channel.putNull("legend");
        }
    }

    private static void axis(ObjectNode channel, Axis axis) {
        channel.set("scale", scale(axis));
        ObjectNode node = channel.putObject("axis").put("title", axis.title());
        ArrayNode values = node.putArray("values");
        axis.ticks().forEach(values::add);
        switch (axis.numbers()) {
            case SHARE -> node.put("labelExpr", "format(datum.value * 100, '.3~g') + '\u202f%'");
            case COUNT -> node.put("format", ",d");
            case SHORT_COUNT ->
                node.put(
                        "labelExpr",
                        "datum.value >= 1e6 ? format(datum.value / 1e6, '~r') + 'M' : datum.value >= 1e3 ?"
                                + " format(datum.value / 1e3, '~r') + 'k' : format(datum.value, '~r')");
            case PLAIN -> node.put("labelExpr", "format(datum.value, '~r')");
        }
    }

    private static ObjectNode scale(Axis axis) {
        ObjectNode scale = JSON.createObjectNode();
        scale.putArray("domain").add(axis.low()).add(axis.high());
        scale.put("nice", false);
        switch (axis.scale()) {
            case LINEAR -> scale.put("type", "linear").put("zero", false);
            case LOGARITHMIC -> scale.put("type", "log");
        }
        return scale;
    }

    private void levels(ArrayNode layers, Panel panel, boolean legend) {
        for (Level level : panel.levels()) {
            ObjectNode layer = layers.addObject();
            layer.putObject("data")
                    .putArray("values")
                    .addObject()
                    .put("y", level.y())
                    .put("label", level.label());
            ObjectNode y =
                    layer.putObject("encoding").putObject("y").put("field", "y").put("type", "quantitative");
            axis(y, figure.y());
            ArrayNode parts = layer.putArray("layer");
            ObjectNode rule = parts.addObject();
            rule.putObject("mark")
                    .put("type", "rule")
                    .putArray("strokeDash")
                    .add(level.dash())
                    .add(level.dash());
            if (!legend && level.place() == Level.Place.LEGEND) {
                continue; // the page's own legend names it
            }
            ObjectNode text = parts.addObject();
            text.putObject("mark")
                    .put("type", "text")
                    .put("align", level.place().right() ? "right" : "left")
                    .put("baseline", level.place().above() ? "bottom" : "top")
                    .put("dx", level.place().right() ? -4 : 6)
                    .put("dy", level.place().above() ? -4 : 5);
            ObjectNode encoding = text.putObject("encoding");
            encoding.putObject("text").put("field", "label");
            ObjectNode x = encoding.putObject("x");
            if (level.place().right()) {
                x.put("value", "width");
            } else {
                x.put("value", 0);
            }
        }
    }

    private static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }
}
