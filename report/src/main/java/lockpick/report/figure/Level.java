package lockpick.report.figure;

/**
 * A dashed horizontal line.
 *
 * @param label its name
 * @param place where the name stands; keep it off the lines
 * @param dash length of dashes and gaps, in pixels
 */
public record Level(String label, double y, Place place, double dash) {
    private static final double DASHED = 4;

    /** Where the name of a level stands. */
    public enum Place {
        LEFT_ABOVE,
        RIGHT_ABOVE,
        RIGHT_BELOW,
        /** In the legend above the figure, where curves run close to the level. */
        LEGEND;

        boolean right() {
            return this != LEFT_ABOVE;
        }

        boolean above() {
            return this != RIGHT_BELOW;
        }
    }

    static Level dashed(String label, double y, Place place) {
        return new Level(label, y, place, DASHED);
    }

    /** The locked policy without the password, where curves start: named below the line unless that is off the plot. */
    static Level floor(String label, double y) {
        return dashed(label, y, y < 0.1 ? Place.RIGHT_ABOVE : Place.RIGHT_BELOW);
    }

    static Level dotted(String label, double y, Place place) {
        return new Level(label, y, place, DASHED / 2);
    }
}
