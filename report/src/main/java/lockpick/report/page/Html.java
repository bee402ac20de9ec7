package lockpick.report.page;

/** Makes text safe to stand in a page. */
public final class Html {
    private Html() {}

    /** For an element's content or a quoted attribute. */
    public static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** For a script element that holds JSON: nothing in it can end the element or begin a comment. */
    public static String script(String json) {
        return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }
}
