package lockpick.report.figure;

import java.util.List;

/** Where a {@link Drawing} is drawn; lengths are pixels, y grows downwards. */
interface Canvas {

    record Point(double x, double y) {}

    /** Where a text stands relative to its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /**
     * @param size height of the letters' body
     * @param upwards whether it is turned to read from bottom to top
     */
    record Text(
            String text,
            double x,
            double y,
            Anchor anchor,
            double size,
            boolean bold,
            boolean upwards,
            String colour) {}

    /** @param dash lengths of dash and gap; 0 for a solid line */
    void line(List<Point> points, String colour, double width, double dash);

    void circle(double x, double y, double radius, String colour, double opacity);

    void polygon(List<Point> corners, String colour, double opacity);

    void text(Text text);
}
