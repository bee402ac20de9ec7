package lockpick.report.figure;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws as SVG: text stays text. */
final class SvgCanvas implements Canvas {
    private static final String FONTS =
            "Inter, 'Helvetica Neue', 'Segoe UI', Roboto, Arial, 'Liberation Sans', sans-serif";

    private final StringBuilder svg = new StringBuilder();

    SvgCanvas(double width, double height, String title) {
        svg.append(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$.0f" height="%2$.0f" viewBox="0 0 %1$.0f %2$.0f" \
                role="img" font-family="%3$s">
                <title>%4$s</title>
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                """, width, height, FONTS, escaped(title)));
    }

    @Override
    public void line(List<Point> points, String colour, double width, double dash) {
        svg.append("<polyline points=\"")
                .append(pairs(points))
                .append("\" fill=\"none\" stroke=\"")
                .append(colour)
                .append("\" stroke-width=\"")
                .append(number(width))
                .append(dash > 0 ? "\" stroke-dasharray=\"" + number(dash) : "\" stroke-linejoin=\"round")
                .append("\"/>\n");
    }

    @Override
    public void circle(double x, double y, double radius, String colour, double opacity) {
        svg.append(String.format(
                Locale.ROOT,
                "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"%s/>\n",
                number(x),
                number(y),
                number(radius),
                colour,
                opacity(opacity)));
    }

    @Override
    public void polygon(List<Point> corners, String colour, double opacity) {
        svg.append(String.format("<polygon points=\"%s\" fill=\"%s\"%s/>\n", pairs(corners), colour, opacity(opacity)));
    }

    @Override
    public void text(Text text) {
        String place = number(text.x()) + "\" y=\"" + number(text.y());
        svg.append("<text x=\"")
                .append(place)
                .append("\" font-size=\"")
                .append(number(text.size()))
                .append("\" fill=\"")
                .append(text.colour())
                .append('"')
                .append(text.bold() ? " font-weight=\"600\"" : "")
                .append(
                        switch (text.anchor()) {
                            case START -> "";
                            case MIDDLE -> " text-anchor=\"middle\"";
                            case END -> " text-anchor=\"end\"";
                        })
                .append(
                        text.upwards()
                                ? " transform=\"rotate(-90 " + number(text.x()) + " " + number(text.y()) + ")\""
                                : "")
                .append('>')
                .append(escaped(text.text()))
                .append("</text>\n");
    }

    /** The whole document. */
    String document() {
        return svg + "</svg>\n";
    }

    private static String pairs(List<Point> points) {
        return points.stream()
                .map(point -> number(point.x()) + "," + number(point.y()))
                .collect(Collectors.joining(" "));
    }

    private static String opacity(double opacity) {
        return opacity < 1 ? " fill-opacity=\"" + number(opacity) + "\"" : "";
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
