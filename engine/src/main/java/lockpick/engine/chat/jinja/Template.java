package lockpick.engine.chat.jinja;

import java.util.List;
import java.util.Map;

/** A template that has been read. May be used by several threads at once. */
public final class Template {

    private static final int LONGEST = 1_000_000;

    private final List<Statement> statements;

    private Template(List<Statement> statements) {
        this.statements = statements;
    }

    /**
     * Reads a template.
     *
     * @throws TemplateException if it is malformed, or uses what is not supported
     */
    public static Template parse(String source) {
        if (source.length() > LONGEST) {
            throw new TemplateException(1, "it has " + source.length() + " characters; expected at most " + LONGEST);
        }
        return new Template(TemplateParser.parse(source));
    }

    /**
     * What the template writes.
     *
     * @throws TemplateException if it refuses these values, needs others, or does not come to an end
     */
    public Text render(Map<String, Value> variables) {
        try {
            return new Renderer().rendered(statements, new Scope(variables));
        } catch (StackOverflowError e) { // a list within a list within a list …, made in a loop
            throw new TemplateException(1, "its values nest too deep");
        }
    }
}
