package lockpick.report.page;

import java.io.IOException;

/**
 * Whether pages are served by a dashboard that tells them what is new (docs/design/site.md), or stand for themselves.
 *
 * @param build which making of the site they belong to, greater than that of any before; 0 for pages that stand for themselves
 */
public record Live(long build) {

    /** Of pages that open from files. */
    public static final Live NOT = new Live(0);

    public boolean isServed() {
        return build > 0;
    }

    /** What stands at the top of a page and tells how the runs go, as finished HTML. @param root as of the page's links */
    public String panel(String root) throws IOException {
        return isServed()
                ? Resources.read("page/live.html").replace("ROOT", root).replace("BUILD", String.valueOf(build))
                : "";
    }

    /** For the sources of scripts in a page's content security policy. */
    String scripts() {
        return isServed() ? " 'self'" : "";
    }

    /** For the end of a page's content security policy. */
    public String connections() {
        return isServed() ? "; connect-src 'self'" : "";
    }
}
