package lockpick.engine.chat.jinja;

/** Python's escapes in a quoted text, such as {@code \n} and {@code \u00e9}; an unknown one stays as it is written. */
final class Escapes {

    private final String quoted;
    private final int line;
    private final StringBuilder text = new StringBuilder();
    private int at;

    private Escapes(String quoted, int line) {
        this.quoted = quoted;
        this.line = line;
    }

    /** @param quoted what stands between the quotes; a backslash never ends it */
    static String resolve(String quoted, int line) {
        Escapes escapes = new Escapes(quoted, line);
        while (escapes.at < quoted.length()) {
            char character = quoted.charAt(escapes.at++);
            if (character == '\\') {
                escapes.escape(quoted.charAt(escapes.at++));
            } else {
                escapes.text.append(character);
            }
        }
        return escapes.text.toString();
    }

    private void escape(char escaped) {
        switch (escaped) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'a' -> text.append('\u0007');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'v' -> text.append('\u000b');
            case '\\', '\'', '"' -> text.append(escaped);
            case '\n' -> {} // a line broken in two
            case 'x' -> character(2);
            case 'u' -> character(4);
            case 'U' -> character(8);
            case '0', '1', '2', '3', '4', '5', '6', '7', 'N' ->
                throw new TemplateException(line, "the escape \\" + escaped + " is not supported");
            default -> text.append('\\').append(escaped);
        }
    }

    private void character(int digits) {
        String number = quoted.substring(at, Math.min(at + digits, quoted.length()));
        if (number.length() < digits
                || !number.matches("[0-9a-fA-F]+")
                || Long.parseLong(number, 16) > Character.MAX_CODE_POINT) {
            throw new TemplateException(line, "an escape needs " + digits + " hexadecimal digits of a character");
        }
        text.appendCodePoint(Integer.parseInt(number, 16));
        at += digits;
    }
}
