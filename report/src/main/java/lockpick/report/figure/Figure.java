package lockpick.report.figure;

import java.util.List;

/**
 * A figure as data. {@link VegaLite} makes it a drawing of the page, {@link Drawing} an SVG or PNG file; both show the
 * same.
 *
 * @param id of its files and its place on the page
 * @param caption says over what the error bars are
 * @param legend what the series are, such as {@code lock}
 * @param series names in the order of colours and shapes
 */
public record Figure(
        String id,
        String title,
        String caption,
        String legend,
        List<String> series,
        Palette palette,
        Uncertainty uncertainty,
        Axis y,
        List<Panel> panels) {

    public Figure {
        series = List.copyOf(series);
        panels = List.copyOf(panels);
    }

    /** Panels side by side where there is room. */
    public int columns() {
        return panels.size() == 4 ? 2 : Math.min(3, panels.size());
    }

    /** Levels that the legend names. */
    public List<Level> levelsInLegend() {
        return panels.stream()
                .flatMap(panel -> panel.levels().stream())
                .filter(level -> level.place() == Level.Place.LEGEND)
                .distinct()
                .toList();
    }

    /** Whether single points are marked; long curves are not. */
    public boolean hasPoints() {
        return panels.stream()
                .flatMap(panel -> panel.lines().stream())
                .allMatch(line -> line.marks().size() <= 30);
    }

    /** Whether a line carries its standard errors as a band; one point alone has a bar. */
    boolean hasBand(Line line) {
        return uncertainty == Uncertainty.BAND && line.marks().size() > 1;
    }

    /** How the points of the series with this index look. */
    public Shape shape(int series) {
        return Shape.of(series);
    }
}
