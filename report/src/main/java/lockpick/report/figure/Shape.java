package lockpick.report.figure;

import java.util.Locale;

/** The shapes of points, so that series differ by more than colour. */
public enum Shape {
    CIRCLE("circle"),
    SQUARE("square"),
    TRIANGLE("triangle-up"),
    DIAMOND("diamond"),
    UPSIDE_DOWN("triangle-down");

    private final String vega;

    Shape(String vega) {
        this.vega = vega;
    }

    String vega() {
        return vega;
    }

    static Shape of(int series) {
        return values()[series % values().length];
    }

    /** As the path data of an SVG, around a centre. */
    public String svgPath(double x, double y, double radius) {
        if (this == CIRCLE) {
            return String.format(
                    Locale.ROOT,
                    "M%1$.1f %2$.1fa%3$.1f %3$.1f 0 1 0 %4$.1f 0a%3$.1f %3$.1f 0 1 0 -%4$.1f 0z",
                    x - radius,
                    y,
                    radius,
                    2 * radius);
        }
        StringBuilder path = new StringBuilder();
        for (double[] corner : corners(radius)) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(String.format(Locale.ROOT, "%.1f %.1f", x + corner[0], y + corner[1]));
        }
        return path.append('z').toString();
    }

    /** Corners around (0, 0) with about the area of a circle of the given radius; none for the circle itself. */
    double[][] corners(double radius) {
        double r = radius;
        return switch (this) {
            case CIRCLE -> new double[0][];
            case SQUARE ->
                new double[][] {{-0.9 * r, -0.9 * r}, {0.9 * r, -0.9 * r}, {0.9 * r, 0.9 * r}, {-0.9 * r, 0.9 * r}};
            case TRIANGLE -> new double[][] {{0, -1.25 * r}, {1.2 * r, 0.85 * r}, {-1.2 * r, 0.85 * r}};
            case DIAMOND -> new double[][] {{0, -1.3 * r}, {1.3 * r, 0}, {0, 1.3 * r}, {-1.3 * r, 0}};
            case UPSIDE_DOWN -> new double[][] {{0, 1.25 * r}, {1.2 * r, -0.85 * r}, {-1.2 * r, -0.85 * r}};
        };
    }
}
