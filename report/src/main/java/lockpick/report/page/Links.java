package lockpick.report.page;

/**
 * What leads from a report to the other pages of its site.
 *
 * @param navigation the bar at the top, as finished HTML
 * @param runPages folder of the pages of runs, such as {@code ../../runs/}
 */
public record Links(String navigation, String runPages) {

    /** Of a report that stands alone. */
    public static final Links NONE = new Links("", "");
}
