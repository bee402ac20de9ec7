package lockpick.study.endpoint;

/** What a service says, for messages. */
public final class StrangeText {

    private static final int MOST_CHARACTERS = 500;

    private StrangeText() {}

    /** On one line, without what could steer a terminal; cut when it is long. */
    public static String onOneLine(String strange) {
        String cut = strange.length() > MOST_CHARACTERS ? strange.substring(0, MOST_CHARACTERS) + "…" : strange;
        return cut.replaceAll("\\s+", " ").replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }
}
