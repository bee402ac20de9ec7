package lockpick.report.figure;

/**
 * A dashed horizontal line with its name beside it.
 *
 * @param right whether the name stands at the right end, else at the left
 * @param above whether it stands above the line, else below
 */
public record Level(String label, double y, boolean right, boolean above) {}
