package lockpick.report.page;

import java.util.Locale;
import lockpick.report.figure.Figure;
import lockpick.report.figure.Level;

/** The small line and shape beside a series' name; its colour follows the reader's light or dark preference. */
final class LegendKey {
    private LegendKey() {}

    static String svg(Level level) {
        return String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 28 12\" aria-hidden=\"true\"><path d=\"M0 6H28\" stroke=\"currentColor\""
                        + " stroke-width=\"1.2\" stroke-dasharray=\"%.0f\"/></svg>",
                level.dash());
    }

    static String svg(Figure figure, int series) {
        String point = figure.hasPoints() ? figure.shape(series).svgPath(14, 6, 4) : "";
        return String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 28 12\" aria-hidden=\"true\" style=\"color:light-dark(%s,%s)\"><path d=\"M0 6H28\""
                        + " stroke=\"currentColor\" stroke-width=\"2\"/><path d=\"%s\" fill=\"currentColor\"/></svg>",
                figure.palette().lightColour(series),
                figure.palette().darkColour(series),
                point);
    }
}
