package lockpick.report.figure;

/** How the standard errors of a figure are drawn. */
public enum Uncertainty {
    /** At each point, for values that stand apart. */
    BARS,
    /** Along the line, for curves. */
    BAND
}
