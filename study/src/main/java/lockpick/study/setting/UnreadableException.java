package lockpick.study.setting;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.dataformat.yaml.JacksonYAMLParseException;

/** A text that is no YAML (or JSON) at all, so that nothing more can be said about it. */
public final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int line;

    UnreadableException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** Where reading stopped, counted from 1. */
    public int line() {
        return line;
    }

    /**
     * The parser's message without its excerpts of the text. YAML's has the form "context, in reader, line …, excerpt,
     * problem, in reader, line …, excerpt".
     */
    static UnreadableException of(JacksonException e) {
        int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
        String message = e.getOriginalMessage();
        if (e instanceof StreamConstraintsException) {
            return new UnreadableException(line, "too deeply nested, or too large, to be a study: " + message);
        }
        if (message.startsWith("Expected a property name")) {
            message = "a key must be text, not a list and not keys and values";
        }
        if (e instanceof JacksonYAMLParseException) {
            String problem = "";
            for (String part : message.split("\n")) {
                if (part.startsWith(" in reader, line ")) {
                    line = Integer.parseInt(part.substring(17, part.indexOf(',', 17)));
                } else if (!part.startsWith("    ") && !part.isBlank()) {
                    problem = problem.isEmpty() ? part : problem + ": " + part;
                }
            }
            message = problem;
        }
        return new UnreadableException(line, "not valid YAML: " + message);
    }
}
