package lockpick.report.page;

/**
 * What leads from a report to the other pages of its site.
 *
 * @param top what stands above the report, such as the bar that every page begins with, as finished HTML
 * @param runPages folder of the pages of runs, such as {@code ../../runs/}
 */
public record Links(String top, String runPages, Live live) {

    /** Of a report that stands alone. */
    public static final Links NONE = new Links("", "", Live.NOT);
}
