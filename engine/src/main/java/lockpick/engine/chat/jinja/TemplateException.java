package lockpick.engine.chat.jinja;

/** A template that cannot be read, or cannot be rendered with the values given; the message names the line. */
public final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param line from 1 */
    public TemplateException(int line, String problem) {
        super("line " + line + ": " + problem);
    }
}
