package lockpick.engine.hub;

/** Text of strangers, made safe to print. */
final class Visible {

    private static final int MOST_CHARACTERS = 200;

    private Visible() {}

    /** The text with each control character, which could steer a terminal, as {@code ?}; cut when it is long. */
    static String text(String strange) {
        String cut = strange.length() > MOST_CHARACTERS ? strange.substring(0, MOST_CHARACTERS) + "…" : strange;
        StringBuilder visible = new StringBuilder();
        cut.codePoints().forEach(c -> visible.appendCodePoint(isSafe(c) ? c : '?'));
        return visible.toString();
    }

    /** Neither a control character nor one that turns the direction of writing or is no character at all. */
    static boolean isSafe(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
