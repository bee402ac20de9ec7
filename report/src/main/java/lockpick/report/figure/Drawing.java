package lockpick.report.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lockpick.report.figure.Canvas.Anchor;
import lockpick.report.figure.Canvas.Point;
import lockpick.report.figure.Canvas.Text;

/** Draws a figure without a browser, as SVG and as PNG. */
public final class Drawing {
    private static final String INK = "#1b1f24";
    private static final String PALE_INK = "#5b6470";
    private static final String GRID = "#e8eaee";
    private static final String RULE = "#7a838f";

    private static final double LEFT = 66;
    private static final double RIGHT = 16;
    private static final double BOTTOM = 52;
    private static final double TEXT = 12.5;
    private static final double MARGIN = 20;
    private static final double LEGEND_TOP = 52;
    private static final double LEGEND_LINE = 20;

    /** Opacity of a band. */
    static final double BAND = 0.16;

    /** From the beginning of a legend's line to its text. */
    private static final double KEY = 28;

    private final Figure figure;
    private final double plotWidth;
    private final double plotHeight;
    private final int columns;
    private final double panelTop;
    private final List<Entry> legend;
    private final double head;

    private Drawing(Figure figure) {
        this.figure = figure;
        boolean single = figure.panels().size() == 1;
        columns = figure.columns();
        plotWidth = single ? 640 : columns == 2 ? 340 : 240;
        plotHeight = single ? 340 : 220;
        panelTop = single ? 14 : 34;
        legend = legend(figure, width());
        head = (legend.isEmpty() ? LEGEND_TOP : legend.getLast().y()) + 14;
    }

    /** The figure as an SVG document. */
    public static String svg(Figure figure) {
        Drawing drawing = new Drawing(figure);
        SvgCanvas canvas = new SvgCanvas(drawing.width(), drawing.height(), figure.title());
        drawing.draw(canvas);
        return canvas.document();
    }

    /**
     * Writes the figure as PNG.
     *
     * @return false, having written nothing, when this machine has no font
     */
    public static boolean png(Figure figure, Path file) throws IOException {
        if (!PngCanvas.canDrawText()) {
            Files.deleteIfExists(file);
            return false;
        }
        Drawing drawing = new Drawing(figure);
        PngCanvas canvas = new PngCanvas(drawing.width(), drawing.height());
        drawing.draw(canvas);
        canvas.write(file);
        return true;
    }

    private double width() {
        return columns * (LEFT + plotWidth + RIGHT);
    }

    private double height() {
        int rows = Math.ceilDiv(figure.panels().size(), columns);
        return head + rows * (panelTop + plotHeight + BOTTOM);
    }

    private void draw(Canvas canvas) {
        canvas.text(new Text(figure.title(), MARGIN, 28, Anchor.START, 16, true, false, INK));
        drawLegend(canvas);
        for (int i = 0; i < figure.panels().size(); i++) {
            double left = i % columns * (LEFT + plotWidth + RIGHT) + LEFT;
            int row = i / columns;
            double top = head + row * (panelTop + plotHeight + BOTTOM) + panelTop;
            Panel panel = figure.panels().get(i);
            new Frame(canvas, left, top, panel.x()).draw(panel, i % columns == 0);
        }
    }

    /** Something in the legend, and where its line or its text begins. */
    private record Entry(String text, int series, double dash, double x, double y) {}

    private static final int NO_SERIES = -1;

    /** What the legend shows, from left to right and wrapped like text. */
    private static List<Entry> legend(Figure figure, double width) {
        List<Entry> entries = new ArrayList<>();
        double x = figure.legend().isEmpty() ? MARGIN : MARGIN + width(figure.legend()) + 14;
        double y = LEGEND_TOP;
        List<Level> levels = figure.levelsInLegend();
        for (int i = 0; i < figure.series().size() + levels.size(); i++) {
            boolean isSeries = i < figure.series().size();
            Level level = isSeries ? null : levels.get(i - figure.series().size());
            String text = level == null ? figure.series().get(i) : level.label();
            double needed = KEY + width(text) + 20;
            if (x + needed - 20 > width - RIGHT && x > MARGIN) {
                x = MARGIN;
                y += LEGEND_LINE;
            }
            entries.add(new Entry(text, isSeries ? i : NO_SERIES, level == null ? 0 : level.dash(), x, y));
            x += needed;
        }
        return entries;
    }

    private void drawLegend(Canvas canvas) {
        canvas.text(new Text(figure.legend(), MARGIN, LEGEND_TOP, Anchor.START, TEXT, false, false, PALE_INK));
        for (Entry entry : legend) {
            boolean isSeries = entry.series() != NO_SERIES;
            double y = entry.y() - 4;
            canvas.line(
                    List.of(new Point(entry.x(), y), new Point(entry.x() + 22, y)),
                    isSeries ? figure.palette().lightColour(entry.series()) : RULE,
                    isSeries ? 2 : 1.2,
                    entry.dash());
            if (isSeries && figure.hasPoints()) {
                shape(canvas, entry.series(), entry.x() + 11, y, 4, 1);
            }
            canvas.text(new Text(
                    entry.text(),
                    entry.x() + KEY,
                    entry.y(),
                    Anchor.START,
                    TEXT,
                    false,
                    false,
                    isSeries ? INK : PALE_INK));
        }
    }

    /** About how wide a text is; no font is asked, so that the layout is the same everywhere. */
    private static double width(String text) {
        return text.length() * TEXT * 0.54;
    }

    private void shape(Canvas canvas, int series, double x, double y, double radius, double opacity) {
        String colour = figure.palette().lightColour(series);
        double[][] corners = Shape.of(series).corners(radius);
        if (corners.length == 0) {
            canvas.circle(x, y, radius, colour, opacity);
        } else {
            canvas.polygon(
                    Arrays.stream(corners)
                            .map(corner -> new Point(x + corner[0], y + corner[1]))
                            .toList(),
                    colour,
                    opacity);
        }
    }

    /** The axes of one panel. */
    private final class Frame {
        private final Canvas canvas;
        private final double left;
        private final double top;
        private final Axis x;

        Frame(Canvas canvas, double left, double top, Axis x) {
            this.canvas = canvas;
            this.x = x;
            this.left = left;
            this.top = top;
        }

        double x(double value) {
            return left + x.position(value) * plotWidth;
        }

        double y(double value) {
            return top + (1 - figure.y().position(value)) * plotHeight;
        }

        void draw(Panel panel, boolean first) {
            axes(panel.title(), first);
            panel.levels().forEach(this::level);
            panel.lines().stream().filter(figure::hasBand).forEach(this::band);
            for (Line line : panel.lines()) {
                int series = figure.series().indexOf(line.series());
                for (Mark seed : line.seeds()) {
                    canvas.circle(
                            x(seed.x()), y(seed.y()), 2.2, figure.palette().lightColour(series), 0.35);
                }
            }
            panel.lines().forEach(this::line);
        }

        private void axes(String title, boolean first) {
            double bottom = top + plotHeight;
            if (!title.isEmpty()) {
                canvas.text(new Text(title, left, top - 12, Anchor.START, 13, true, false, INK));
            }
            for (double tick : figure.y().ticks()) {
                canvas.line(List.of(new Point(left, y(tick)), new Point(left + plotWidth, y(tick))), GRID, 1, 0);
                canvas.text(new Text(
                        figure.y().text(tick), left - 8, y(tick) + 4, Anchor.END, TEXT, false, false, PALE_INK));
            }
            for (double tick : x.ticks()) {
                canvas.line(List.of(new Point(x(tick), bottom), new Point(x(tick), bottom + 5)), RULE, 1, 0);
                canvas.text(new Text(x.text(tick), x(tick), bottom + 19, Anchor.MIDDLE, TEXT, false, false, PALE_INK));
            }
            canvas.line(List.of(new Point(left, bottom), new Point(left + plotWidth, bottom)), RULE, 1, 0);
            canvas.text(new Text(x.title(), left + plotWidth / 2, bottom + 40, Anchor.MIDDLE, TEXT, false, false, INK));
            if (first) {
                canvas.text(new Text(
                        figure.y().title(), left - 50, top + plotHeight / 2, Anchor.MIDDLE, TEXT, false, true, INK));
            }
        }

        private void level(Level level) {
            double y = y(level.y());
            canvas.line(List.of(new Point(left, y), new Point(left + plotWidth, y)), RULE, 1.2, level.dash());
            if (level.place() == Level.Place.LEGEND) {
                return;
            }
            canvas.text(new Text(
                    level.label(),
                    level.place().right() ? left + plotWidth - 4 : left + 6,
                    level.place().above() ? y - 6 : y + 15,
                    level.place().right() ? Anchor.END : Anchor.START,
                    11.5,
                    false,
                    false,
                    PALE_INK));
        }

        /** From one standard error below the line to one above. */
        private void band(Line line) {
            List<Point> below = new ArrayList<>();
            List<Point> above = new ArrayList<>();
            for (Mark mark : line.marks()) {
                mark.spread().ifPresent(spread -> {
                    below.add(new Point(
                            x(mark.x()),
                            y(Math.max(mark.y() - spread, figure.y().low()))));
                    above.addFirst(new Point(
                            x(mark.x()),
                            y(Math.min(mark.y() + spread, figure.y().high()))));
                });
            }
            if (!below.isEmpty()) {
                below.addAll(above);
                canvas.polygon(
                        below, figure.palette().lightColour(figure.series().indexOf(line.series())), BAND);
            }
        }

        private void line(Line line) {
            int series = figure.series().indexOf(line.series());
            String colour = figure.palette().lightColour(series);
            List<Point> points = new ArrayList<>();
            for (Mark mark : line.marks()) {
                points.add(new Point(x(mark.x()), y(mark.y())));
                if (figure.hasBand(line)) {
                    continue;
                }
                mark.spread().ifPresent(spread -> {
                    double low = y(Math.max(mark.y() - spread, figure.y().low()));
                    double high = y(Math.min(mark.y() + spread, figure.y().high()));
                    canvas.line(List.of(new Point(x(mark.x()), low), new Point(x(mark.x()), high)), colour, 1.5, 0);
                    for (double end : new double[] {low, high}) {
                        canvas.line(
                                List.of(new Point(x(mark.x()) - 3, end), new Point(x(mark.x()) + 3, end)),
                                colour,
                                1.5,
                                0);
                    }
                });
            }
            if (points.size() > 1) {
                canvas.line(points, colour, figure.hasPoints() ? 2 : 1.4, 0);
            }
            if (figure.hasPoints()) {
                points.forEach(point -> shape(canvas, series, point.x(), point.y(), 4, 1));
            }
        }
    }
}
